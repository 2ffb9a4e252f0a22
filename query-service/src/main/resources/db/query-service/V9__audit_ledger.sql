-- The audit's copy of the payment provider's ledger, one row per key that was ever charged. The ledger is append-only, so each of
-- its entries is read once.
create table audit_ledger (
    order_id uuid primary key,
    -- As the provider has it. A key that is no order id has a derived id, and shows up as a charge without an order.
    key      text   not null,
    charged  bigint not null default 0,
    refunded bigint not null default 0
) with (fillfactor = 80);

-- The last copied entry. One row; a replica that finds another position than it has read from adds nothing.
create table audit_ledger_position (
    only_row boolean primary key default true check (only_row),
    seq      bigint not null
);

insert into audit_ledger_position (seq) values (0);
