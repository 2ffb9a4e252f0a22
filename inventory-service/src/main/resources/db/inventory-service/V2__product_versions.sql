-- Grows with each change of a product, so that a reader can tell an older event from a newer one. 0: listed before products had
-- versions; the service publishes such a product once more when it starts, as version 1.
alter table product add column version bigint not null default 0;
