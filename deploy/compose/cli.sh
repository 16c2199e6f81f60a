#!/bin/sh
# Runs a command against the broker of this network, as the principal whose secrets are mounted. With REGISTRY_URL set,
# commands that read or write records find the registry; with FRAMING, publishers write in it.
set -eu
case "${1:-} ${2:-}" in
    publish\ *|simulate\ *)
        [ "${FRAMING:-single-object}" = single-object ] || set -- "$@" --framing "$FRAMING"
        wire=yes
        ;;
    summaries\ *|reconcile\ *|doctor\ *|rejects\ show|rejects\ replay) wire=yes ;;
    *) wire= ;;
esac
# these ask the store, as its owner
case "${1:-}" in
    sign-in)
        case " $* " in *" --url"*|*" --help "*) ;; *) set -- "$@" --url "${DASHBOARD:-}" ;; esac
        store=yes
        ;;
    token|release) store=yes ;;
    *) store= ;;
esac
if [ -n "$store" ]; then
    exec dermavigil "$@" --store jdbc:postgresql://postgres/dermavigil \
        --store-user dermavigil_owner --store-password-file /run/secrets/store/password
fi
# this asks the broker and the store
case "${1:-} $* " in
    erase\ *" --store "*|erase\ *" --help "*) ;;
    erase\ *)
        set -- "$@" --store jdbc:postgresql://postgres/dermavigil --store-user dermavigil_owner \
            --store-password-file /run/secrets/store/password
        ;;
esac
# these ask no broker
case "${1:-}" in key|secrets|help|-*|"") exec dermavigil "$@" ;; esac
if [ -n "$wire" ] && [ -n "${REGISTRY_URL:-}" ]; then set -- "$@" --registry "$REGISTRY_URL"; fi
exec dermavigil "$@" --bootstrap "${BROKER:-broker:9092}" --client-config /run/secrets/dermavigil/client.properties
