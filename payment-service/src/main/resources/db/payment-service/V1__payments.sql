create table payment (
    order_id    uuid primary key,
    status      text   not null check (status in ('PENDING', 'ATTEMPTING', 'CHARGED', 'DECLINED', 'VOID_DUE', 'UNDONE')),
    amount      bigint not null check (amount >= 0),
    currency    text   not null,
    asked       text,
    attempts    int    not null default 0,
    due_at      timestamptz,
    traceparent text,
    version     int    not null,
    check ((status in ('PENDING', 'ATTEMPTING', 'VOID_DUE')) = (due_at is not null)),
    check (status not in ('PENDING', 'ATTEMPTING') or asked is not null)
) with (fillfactor = 50);

-- What the worker looks for; holds only the few rows that are due.
create index payment_due on payment (due_at) where due_at is not null;
