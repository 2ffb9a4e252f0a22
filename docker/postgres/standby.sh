#!/usr/bin/env bash
# The standby: copies the primary when there is no copy yet or when the copy can no longer follow, then starts the server that
# follows. Connects to the primary as its owner (PGUSER, PGPASSWORD) to set up replication. It never deletes a copy before it
# has a better one, since after the loss of the primary's disk this is the last one.
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

# A field of the control file of the data here.
control() { LC_ALL=C pg_controldata "$PGDATA" | sed -n "s/^$1: *//p"; }

# Finishes what an earlier start was killed in: a complete copy takes its place, an incomplete one is made again.
if ! has_data "$PGDATA"; then
  if [ -f "$copy.complete" ]; then
    mv "$copy" "$PGDATA"
  elif has_data "$previous"; then
    mv "$previous" "$PGDATA"
  fi
fi
rm -f "$copy.complete"

# Promoted by an operator: from then on this is a primary of its own and must not be overwritten.
if has_data "$PGDATA" && [ ! -f "$PGDATA/standby.signal" ]; then
  echo "This server was promoted; it does not follow $PRIMARY."
  serve
fi

until primary -c 'select 1' >/dev/null 2>&1; do
  if has_data "$PGDATA"; then serve; fi
  echo "Waiting for $PRIMARY."
  sleep 1
done

# True unless the data here is something that the primary does not have: another database cluster, or changes that the primary
# has lost because an older state was restored.
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
NOT FOLLOWING $PRIMARY: the copy here has data that $PRIMARY does not have. It stays as it is and is served read-only.
To save it, promote it (pg_ctl promote) and let the services use it. To give it up, remove this container and its volume.
TEXT
    serve
  fi
  # The primary keeps one gigabyte of WAL for a standby that is down. After that its slot is lost.
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
