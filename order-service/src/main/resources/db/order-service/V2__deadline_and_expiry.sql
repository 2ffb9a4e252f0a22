-- The deadline counts from here and is compared with now(): one clock, the database's, tells both.
alter table orders alter column placed_at set default now();

-- Finds the keys that have lived for 24 hours.
create index idempotency_key_created_at on idempotency_key (created_at);
