-- The replica of the catalog.
create table product (
    sku        text primary key,
    name       text   not null,
    amount     bigint not null,
    currency   text   not null,
    -- Where its newest word stands in the log.
    log_offset bigint not null
);

-- How far the replica is: the newest word of all is always somebody's.
create index product_newest on product (log_offset);
