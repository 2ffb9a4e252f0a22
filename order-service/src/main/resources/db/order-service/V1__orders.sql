create table orders (
    order_id       uuid primary key,
    customer_id    text        not null,
    status         text        not null check (status in ('PLACED', 'CONFIRMED', 'CANCELLED')),
    reason         text,
    lines          text        not null,
    ship_to        text        not null,
    payment_method text        not null,
    amount         bigint      not null check (amount >= 0),
    currency       text        not null,
    placed_at      timestamptz not null,
    updated_at     timestamptz not null,
    traceparent    text,
    version        int         not null,
    check ((status = 'CANCELLED') = (reason is not null))
) with (fillfactor = 50);

-- The orders without an end, oldest first; few at any time.
create index order_open on orders (placed_at) where status = 'PLACED';

create table idempotency_key (
    customer_id  text        not null,
    key          text        not null,
    request_hash text        not null,
    order_id     uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (customer_id, key)
);

create table product (
    sku      text primary key,
    name     text   not null,
    amount   bigint not null,
    currency text   not null
);
