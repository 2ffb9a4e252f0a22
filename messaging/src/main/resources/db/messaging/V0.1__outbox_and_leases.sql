-- What is still to be sent. Rows live for milliseconds and are deleted, never marked; the numbers are drawn while the row
-- whose change a fact tells is locked, so that for one key their order is the order of commits.
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    event_id    uuid        not null,
    type        text        not null,
    at          timestamptz not null,
    traceparent text,
    body        text        not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Who may act alone: the relay, and other work that a service does once however many replicas it has. The epoch grows with
-- every change of holder, so that a holder that was frozen can tell that it has been overtaken.
create table lease (
    name       text primary key,
    holder     uuid        not null,
    epoch      bigint      not null,
    expires_at timestamptz not null
) with (fillfactor = 50);
