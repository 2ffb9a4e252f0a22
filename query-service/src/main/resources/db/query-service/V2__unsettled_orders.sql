-- Finds the order that has been on its way for longest; holds only the few that are.
create index order_view_unsettled on order_view (placed_at) where not settled;
