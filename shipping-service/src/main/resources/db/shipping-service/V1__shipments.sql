create table shipment (
    order_id    uuid primary key,
    status      text not null check (status in ('BOOKED', 'REFUSED', 'UNDONE')),
    shipment_id uuid unique,
    version     int  not null,
    check (status <> 'BOOKED' or shipment_id is not null)
) with (fillfactor = 90);
