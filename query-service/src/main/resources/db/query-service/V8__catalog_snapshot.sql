-- The table is now a snapshot of the products in memory. The position of the replica in the log is no longer read from it.
drop index product_newest;
