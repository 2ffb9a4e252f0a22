-- `traceparent` is the request that placed the order; this one is the step that made the payment due.
alter table payment add column step_traceparent text;
