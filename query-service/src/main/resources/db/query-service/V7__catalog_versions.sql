-- Which version of the product this is. An older one is not written over a newer one.
alter table product add column version bigint not null default 0;
