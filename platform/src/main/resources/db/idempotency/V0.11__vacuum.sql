-- The index over created_at works as a queue: dead entries stay at its head until a vacuum, and the default waits for a fifth of
-- the table, which is the requests of five hours.
alter table answered_request set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
