#!/usr/bin/env bash
# Entry point of the standby. Takes a base backup of the primary if there is none, or if the existing copy can no longer follow
# the primary, and then starts the standby server. Connects to the primary as its owner (PGUSER, PGPASSWORD) to set up
# replication. Keeps the old copy until the new one is complete: after a loss of the primary's disk it is the only one.
set -euo pipefail

copy=$PGDATA.copy
previous=$PGDATA.previous

serve() {
  exec postgres \
    -c listen_addresses='*' \
    -c max_connections=400 \
    -c shared_buffers=64MB \
    -c max_standby_streaming_delay=5s
}

primary() { psql -h "$PRIMARY" -d postgres -v ON_ERROR_STOP=1 -qtAX "$@"; }

has_data() { [ -s "$1/PG_VERSION" ]; }

# Prints a field of the control file of the local copy.
control() { LC_ALL=C pg_controldata "$PGDATA" | sed -n "s/^$1: *//p"; }

# Completes an interrupted start: installs a complete copy; an incomplete one is taken again.
if ! has_data "$PGDATA"; then
  if [ -f "$copy.complete" ]; then
    mv "$copy" "$PGDATA"
  elif has_data "$previous"; then
    mv "$previous" "$PGDATA"
  fi
fi
rm -f "$copy.complete"

# An operator has promoted this server. It is a primary now and must not be overwritten.
if has_data "$PGDATA" && [ ! -f "$PGDATA/standby.signal" ]; then
  echo "This server was promoted and does not follow $PRIMARY."
  serve
fi

until primary -c 'select 1' >/dev/null 2>&1; do
  if has_data "$PGDATA"; then serve; fi
  echo "Waiting for $PRIMARY."
  sleep 1
done

# False if the local copy has data that the primary does not have: it belongs to another database cluster, or the primary was
# restored to an older state.
primary_has_our_data() {
  local system end behind
  system=$(primary -c 'select system_identifier from pg_control_system()') || return
  if [ "$system" != "$(control 'Database system identifier')" ]; then
    echo "$PRIMARY is another database cluster (system identifier $system)." >&2
    return 1
  fi
  end=$(control 'Minimum recovery ending location')
  behind=$(primary -c "select pg_current_wal_flush_lsn()
      < greatest('$end'::pg_lsn, '$(control 'Latest checkpoint location')'::pg_lsn)") || return
  if [ "$behind" = t ]; then
    echo "$PRIMARY is behind this copy, which has changes up to $end." >&2
    return 1
  fi
}

if has_data "$PGDATA"; then
  if ! primary_has_our_data; then
    cat >&2 <<TEXT
NOT FOLLOWING $PRIMARY: this copy has data that $PRIMARY does not have. It is not changed and is served read-only.
To keep the data, promote this server (pg_ctl promote) and connect the services to it. To discard the data, remove this
container and its volume.
TEXT
    serve
  fi
  # The primary keeps 1 GB of WAL for a standby that is down. Beyond that the replication slot is lost.
  slot=$(primary -c "select coalesce(max(wal_status), 'gone') from pg_replication_slots where slot_name = 'standby'")
  if [ "$slot" != lost ] && [ "$slot" != gone ] && [ ! -e "$copy" ]; then
    rm -rf "$previous"
    serve
  fi
fi

echo "Copying $PRIMARY."
rm -rf "$copy"
mkdir -p "$copy"
chmod 700 "$copy"
primary -v password="$REPLICATION_PASSWORD" >/dev/null <<'SQL'
select 'create role replication login replication'
 where not exists (select from pg_roles where rolname = 'replication') \gexec
alter role replication password :'password';
select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'standby';
select pg_create_physical_replication_slot('standby', true);
SQL
PGPASSWORD=$REPLICATION_PASSWORD pg_basebackup -d "host=$PRIMARY user=replication application_name=standby" \
  -D "$copy" -X stream -S standby --checkpoint=fast --write-recovery-conf
touch "$copy.complete"
rm -rf "$previous"
if has_data "$PGDATA"; then mv "$PGDATA" "$previous"; fi
mv "$copy" "$PGDATA"
rm -f "$copy.complete"
serve
