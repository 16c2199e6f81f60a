#!/bin/sh
# Makes the secrets that are missing and gives each folder to the user of the one container that mounts it.
# Arguments: the ids of the clinics that write to Kafka themselves.
set -eu
# The authority's key is beside the rest only while certificates are made: no other service mounts its volume.
put_away() { [ ! -f /secrets/ca.key ] || mv /secrets/ca.key /authority/ca.key; }
trap put_away EXIT
[ ! -f /authority/ca.key ] || cp -p /authority/ca.key /secrets/ca.key
for clinic in "$@"; do set -- "$@" --clinic "$clinic"; shift; done
dermavigil secrets create --dir /secrets --host broker "$@"
for service in postgres store grafana; do
    [ -s "/secrets/$service/password" ] ||
        (umask 077 && head -c 32 /dev/urandom | base64 | tr -d '\n' > "/secrets/$service/password")
done
# The server learns the password of the store's owner when it makes the owner.
(umask 077 && cp /secrets/store/password /secrets/postgres/store-password)
chown -R 1000:1000 /secrets/broker
chown -R 999:999 /secrets/postgres
chown -R 472:0 /secrets/grafana
chown -R 9999:9999 /secrets/jobs
chown -R 10001:10001 /secrets/operator /secrets/serving /secrets/store /secrets/monitor /secrets/publisher
