create table order_view (
    order_id      uuid primary key,
    customer_id   text,
    status        text        not null,
    settled       boolean     not null,
    -- The event that the order began with, as JSON; null while only later ones were seen.
    placed        text,
    reason        text,
    seen          text        not null,
    placed_at     timestamptz not null,
    updated_at    timestamptz not null,
    -- How many events were seen; a view never gives way to one that has seen fewer.
    version       int         not null,
    log_partition int         not null,
    log_offset    bigint      not null,
    trace_id      text
) with (fillfactor = 40);

create table order_event (
    order_id      uuid        not null,
    log_offset    bigint      not null,
    log_partition int         not null,
    event_id      uuid        not null,
    type          text        not null,
    at            timestamptz not null,
    data          text        not null,
    -- A fact that stands in the log twice is shown once, where it stood first.
    primary key (order_id, event_id)
);
