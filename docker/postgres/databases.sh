#!/usr/bin/env bash
# Creates a database and a role for each service. No other service may connect to the database.
set -euo pipefail

for service in order_service inventory_service payment_service shipping_service query_service; do
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v name="$service" -v password="${DATABASE_PASSWORD:-$service}" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
