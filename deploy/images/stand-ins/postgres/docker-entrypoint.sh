#!/usr/bin/env bash
# As the official entry point, as far as deploy/ uses it: POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD_FILE, *.sql and *.sh.
set -euo pipefail
if [ "$(id -u)" -eq 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres /var/lib/postgresql
  exec gosu postgres "$0" "$@"
fi
[ "${1:-postgres}" = postgres ] || exec "$@"
user="${POSTGRES_USER:-postgres}"
database="${POSTGRES_DB:-$user}"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  initdb -D "$PGDATA" --username="$user" --pwfile="$POSTGRES_PASSWORD_FILE" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 >/dev/null
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses='' -k /var/run/postgresql" start >/dev/null
  psql() { command psql -v ON_ERROR_STOP=1 -h /var/run/postgresql --username "$user" "$@"; }
  [ "$database" = postgres ] || echo 'CREATE DATABASE :"db"' | psql -d postgres -v db="$database" >/dev/null
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sql) psql -d "$database" -f "$file" ;;
      *.sh) . "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -w -m fast stop >/dev/null
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -k /var/run/postgresql
