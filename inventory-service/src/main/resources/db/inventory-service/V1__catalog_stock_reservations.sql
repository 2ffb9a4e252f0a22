create table product (
    sku      text primary key,
    name     text   not null,
    amount   bigint not null check (amount >= 0),
    currency text   not null
);

-- Few rows, each updated once a batch: room on the page keeps the updates off the index.
create table stock (
    sku       text primary key references product (sku),
    available bigint not null check (available >= 0),
    reserved  bigint not null check (reserved >= 0),
    shipped   bigint not null check (shipped >= 0),
    delivered bigint not null,
    check (delivered = available + reserved + shipped)
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create table reservation (
    order_id uuid primary key,
    status   text not null check (status in ('RESERVED', 'REJECTED', 'COMMITTED', 'UNDONE')),
    lines    text not null,
    version  int  not null
) with (fillfactor = 50);
