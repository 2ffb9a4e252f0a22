-- What a migration runs under.
create table migration_limit as
select name, setting || coalesce(unit, '') as value
  from pg_settings
 where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout');
