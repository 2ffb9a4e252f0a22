package dev.quadrille.query.postgres;

import dev.quadrille.query.application.OrderListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of a statement that picks one page of orders. Each kind of question has an index that
/// holds its orders in the order asked for, so a page costs the same however far back it is.
///
/// @param condition begins with `where`; no text of a client is part of it
record ListingStatement(String condition, Map<String, Object> params) {

    static ListingStatement of(OrderListing listing) {
        // An order whose first event is missing has no customer, and no place in a list.
        List<String> conditions = new ArrayList<>(List.of("customer_id is not null"));
        Map<String, Object> params = new HashMap<>();
        listing.customer()
                .ifPresent(it -> {
                    conditions.add("customer_id = :customer");
                    params.put("customer", it);
                });
        listing.status()
                .ifPresent(it -> {
                    conditions.add("status = :status");
                    params.put("status", it.name());
                });
        listing.after()
                .ifPresent(it -> {
                    conditions.add("(placed_at, order_id) < (:placedAt, :order)");
                    params.put("placedAt", OrderViewTable.time(it.placedAt()));
                    params.put("order", it.orderId().value());
                });
        // No parameter: of a number that it does not know the planner thinks that it is large, and
        // may sort all of a customer's orders for a page of them.
        return new ListingStatement(
                "where "
                        + String.join(" and ", conditions)
                        + " order by placed_at desc, order_id desc limit "
                        + (listing.limit() + 1),
                params);
    }
}
