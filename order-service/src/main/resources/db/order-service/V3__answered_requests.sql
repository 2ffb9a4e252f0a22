-- The keys move to the table that all services have alike.
insert into answered_request (caller, key, request_hash, answer, created_at)
select customer_id, key, request_hash, order_id::text, created_at from idempotency_key;

drop table idempotency_key;
