#!/bin/sh
# Makes the owner of the store, who is no superuser, and the database that it owns: docs/store.md. PostgreSQL's image runs it
# once, when it makes its data folder; run again it only sets the owner's password to the one in the file.
set -e
owner_password=/run/secrets/dermavigil/store-password
[ -s "$owner_password" ] || { echo "store.sh: $owner_password is missing or empty" >&2; exit 1; }
# The password is on no command line, and a statement that fails is not logged.
psql -q -X -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    -v database="${STORE_DATABASE:-dermavigil}" <<'SQL'
SET log_min_error_statement = panic;
\set password `cat /run/secrets/dermavigil/store-password`
SELECT 'CREATE ROLE dermavigil_owner LOGIN NOSUPERUSER CREATEROLE'
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'dermavigil_owner') \gexec
ALTER ROLE dermavigil_owner PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER dermavigil_owner TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8''', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'database') \gexec
\connect :"database"
SET client_min_messages = warning;
\i /deploy/prepare-database.sql
SQL
