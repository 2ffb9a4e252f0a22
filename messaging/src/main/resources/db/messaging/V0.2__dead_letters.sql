-- Records that cannot be handled, each once however often it is delivered. One that parks its order is changed in place when a
-- later event of that order takes its place, and never deleted and inserted anew: who waits for the row's lock must find it.
create table dead_letter (
    id            uuid primary key,
    topic         text        not null,
    log_partition int         not null,
    log_offset    bigint      not null,
    key           text,
    event_id      uuid,
    type          text        not null,
    headers       text        not null,
    body          bytea,
    cause         text        not null,
    at            timestamptz not null,
    parks         boolean     not null,
    constraint dead_letter_position unique (topic, log_partition, log_offset)
);

-- At most one holds up an order; this is also how a batch finds it.
create unique index dead_letter_parks on dead_letter (topic, key) where parks;

-- Events that wait behind a dead letter of their order.
create table parked_event (
    topic         text   not null,
    log_partition int    not null,
    log_offset    bigint not null,
    key           text   not null,
    headers       text   not null,
    body          bytea,
    primary key (topic, log_partition, log_offset)
);

create index parked_event_order on parked_event (topic, key);

-- What an operator gave up, so that it does not come back when the log is read again.
create table discarded_event (
    topic         text        not null,
    log_partition int         not null,
    log_offset    bigint      not null,
    at            timestamptz not null,
    primary key (topic, log_partition, log_offset)
);

-- Records that go on as they came have headers and a body of their own, and may have no key.
alter table outbox
    alter column key drop not null,
    add column headers  text,
    add column raw_body bytea;
