#!/bin/sh
# Runs a command against the broker of this network, as the principal whose secrets are mounted.
set -eu
exec dermavigil "$@" --bootstrap "${BROKER:-broker:9092}" --client-config /run/secrets/dermavigil/client.properties
