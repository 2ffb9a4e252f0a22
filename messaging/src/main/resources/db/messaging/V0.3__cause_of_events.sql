-- `traceparent` is the request that placed the order; this one is the step that published the event.
alter table outbox add column cause_traceparent text;
