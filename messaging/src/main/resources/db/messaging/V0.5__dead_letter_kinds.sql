-- What kind of cause a letter has: the service itself handles those again whose cause a newer build, or a repaired row, may have
-- removed. Letters of former releases have the kind 'unrecorded', and wait for an operator.
alter table dead_letter add column kind text not null default 'unrecorded';

-- Finds those that may have passed.
create index dead_letter_may_pass on dead_letter (id) where kind in ('unknown', 'unreadable');
