create table parcel (
    order_id uuid primary key,
    status   text not null,
    version  int  not null
);
