-- A second set of the read model's tables, to be built from the log beside the one that serves. When it is complete the two swap
-- their schemas. Whoever changes a table or an index changes it in both.
create schema spare;

-- Where the one set stands while the other takes its place; empty otherwise.
create schema retired;

create table spare.order_view (
    order_id      uuid primary key,
    customer_id   text,
    status        text        not null,
    settled       boolean     not null,
    placed        text,
    reason        text,
    seen          text        not null,
    placed_at     timestamptz not null,
    updated_at    timestamptz not null,
    version       int         not null,
    log_partition int         not null,
    log_offset    bigint      not null,
    trace_id      text
) with (fillfactor = 40);

create table spare.order_event (
    order_id      uuid        not null,
    log_offset    bigint      not null,
    log_partition int         not null,
    event_id      uuid        not null,
    type          text        not null,
    at            timestamptz not null,
    data          text        not null,
    primary key (order_id, event_id)
);

create index order_view_unsettled on spare.order_view (placed_at) where not settled;
create index order_view_all on spare.order_view (placed_at, order_id);
create index order_view_status on spare.order_view (status, placed_at, order_id);
create index order_view_customer on spare.order_view (customer_id, placed_at, order_id);
create index order_view_customer_status on spare.order_view (customer_id, status, placed_at, order_id);

-- Every rebuild that was ever asked for. The number of those that are done is the generation that serves.
create table rebuild (
    id           uuid primary key,
    state        text        not null check (state in ('REQUESTED', 'RUNNING', 'DONE', 'FAILED')),
    -- Grows with every start, so that a process that was frozen can tell that another one has started again.
    attempt      int         not null default 0,
    events_read  bigint      not null default 0,
    events_total bigint      not null default 0,
    requested_at timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,
    failure      text
) with (fillfactor = 50);

-- One at a time.
create unique index rebuild_under_way on rebuild ((true)) where state in ('REQUESTED', 'RUNNING');
