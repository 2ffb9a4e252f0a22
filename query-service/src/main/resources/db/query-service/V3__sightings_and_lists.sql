-- Of a large model this takes longer than a request may.
set local statement_timeout = 0;

-- What was seen of an order now tells where in the log and when, so that of several copies of an event the one that stands first
-- counts, in whatever order they are delivered: `type:offset:microseconds` of each event, sorted.
update order_view v
   set seen = s.seen
  from (select order_id,
               string_agg(type || ':' || log_offset || ':' || trunc(extract(epoch from at) * 1000000)::bigint,
                          ' ' order by type collate "C") as seen
          from (select distinct on (order_id, type) order_id, type, log_offset, at
                  from order_event
                 order by order_id, type, log_offset) first
         group by order_id) s
 where v.order_id = s.order_id;

-- One for each kind of question: everybody's orders, those of a customer, each of any status or of one.
create index order_view_all on order_view (placed_at, order_id);
create index order_view_status on order_view (status, placed_at, order_id);
create index order_view_customer on order_view (customer_id, placed_at, order_id);
create index order_view_customer_status on order_view (customer_id, status, placed_at, order_id);
