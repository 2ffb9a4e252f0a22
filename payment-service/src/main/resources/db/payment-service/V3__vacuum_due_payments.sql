-- Every payment leaves dead entries in payment_due. By default they stay until a fifth of the table has
-- changed, so that the worker's claim would read more of them the larger the table grows.
alter table payment set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
