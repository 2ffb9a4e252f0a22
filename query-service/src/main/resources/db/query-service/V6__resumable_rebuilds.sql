-- An operator may cancel a rebuild.
alter table rebuild drop constraint rebuild_state_check;
alter table rebuild
    add constraint rebuild_state_check
        check (state in ('REQUESTED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    -- Starts in a row that came no further, and how many events were read when counting began.
    add column tries         int    not null default 0,
    add column tries_from    bigint not null default 0,
    -- The next start is not due before this time.
    add column not_before    timestamptz,
    -- How the start before this one ended.
    add column last_error    text,
    -- Read by earlier attempts, so that the speed of this one can be told.
    add column events_before bigint not null default 0,
    -- What the spare set is filled from, and by which version of the projection. A rebuild resumes only over both.
    add column log_identity  text,
    add column model_version int;

-- How far the spare set is filled, written in the transaction of each page.
create table rebuild_checkpoint (
    log_partition int primary key,
    rebuild_id    uuid   not null,
    begin_offset  bigint not null,
    next_offset   bigint not null
) with (fillfactor = 50);

-- Records that the rebuild could not read or project.
create table rebuild_left_out (
    log_partition int    not null,
    log_offset    bigint not null,
    rebuild_id    uuid   not null,
    primary key (log_partition, log_offset)
);

-- The partial index over unsettled orders works as a queue: dead entries stay at its head until a vacuum, and the default waits
-- for a fifth of the table.
alter table public.order_view set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
alter table spare.order_view set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
