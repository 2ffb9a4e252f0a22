-- What was answered to requests with an Idempotency-Key, for 24 hours.
create table answered_request (
    caller       text        not null,
    key          text        not null,
    request_hash text        not null,
    answer       text        not null,
    created_at   timestamptz not null default now(),
    primary key (caller, key)
);

-- Finds those that have lived for 24 hours.
create index answered_request_created_at on answered_request (created_at);
