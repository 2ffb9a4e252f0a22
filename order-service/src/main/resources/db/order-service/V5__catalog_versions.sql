-- Which version of the product this is, and where the event stands in the log that it was taken from. An older version is not
-- written over a newer one.
alter table product
    add column version    bigint not null default 0,
    add column log_offset bigint not null default -1;
