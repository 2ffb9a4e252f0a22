#!/usr/bin/env bash
# The standby: a copy of the primary, made when there is none or when it can no longer follow, then the server that follows.
# Asks the primary as its owner (PGUSER, PGPASSWORD) for what replication needs, however long the primary has been there.
set -euo pipefail

serve() {
  exec postgres \
    -c listen_addresses='*' \
    -c max_connections=400 \
    -c shared_buffers=64MB \
    -c max_standby_streaming_delay=5s
}

primary() { psql -h "$PRIMARY" -d postgres -v ON_ERROR_STOP=1 -qtAX "$@"; }

# Somebody has promoted it: what it holds is no copy any more, and not to be lost.
if [ -s "$PGDATA/PG_VERSION" ] && [ ! -f "$PGDATA/standby.signal" ]; then
  echo "this was promoted, and follows nobody"
  serve
fi

until primary -c 'select 1' >/dev/null 2>&1; do
  if [ -s "$PGDATA/PG_VERSION" ]; then serve; fi
  echo "waiting for the primary"
  sleep 1
done

# The primary keeps a gigabyte for a standby that is away. One that was away for longer has lost its place, or the place is gone.
place=$(primary -c "select coalesce(max(wal_status), 'gone') from pg_replication_slots where slot_name = 'standby'")
if [ "$place" != lost ] && [ "$place" != gone ] && [ -s "$PGDATA/PG_VERSION" ]; then
  serve
fi

echo "copying the primary"
primary -v password="$REPLICATION_PASSWORD" >/dev/null <<'SQL'
select 'create role replication login replication'
 where not exists (select from pg_roles where rolname = 'replication') \gexec
alter role replication password :'password';
select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'standby';
select pg_create_physical_replication_slot('standby', true);
SQL
copy=$PGDATA.copy
rm -rf "$copy" "$PGDATA"
mkdir -p "$(dirname "$PGDATA")"
PGPASSWORD=$REPLICATION_PASSWORD pg_basebackup -d "host=$PRIMARY user=replication application_name=standby" \
  -D "$copy" -X stream -S standby --checkpoint=fast --write-recovery-conf
chmod 700 "$copy"
# Whole, or not there.
mv "$copy" "$PGDATA"
serve
