-- A letter that fails again goes to the end of the list: a list of the first ones, replayed over and over, reaches all of them.
alter table dead_letter add column failed_again_at timestamptz;

create index dead_letter_turn on dead_letter (coalesce(failed_again_at, at), id);

-- Filled and emptied by the hundred thousand when a release fails and the next one replays what it left behind.
alter table dead_letter set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
alter table parked_event set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
