-- The partial index over open orders works as a queue: dead entries stay at its head until a vacuum, and the default waits for a
-- fifth of the table.
alter table orders set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
