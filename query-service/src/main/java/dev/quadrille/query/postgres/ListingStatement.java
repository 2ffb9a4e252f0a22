package dev.quadrille.query.postgres;

import dev.quadrille.query.application.OrderListing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of a statement that selects one page of orders (keyset pagination). Each kind of query
/// has an index in the requested order, so a page costs the same at any depth.
///
/// @param condition begins with `where`; contains no text of a client
record ListingStatement(String condition, Map<String, Object> params) {

    static ListingStatement of(OrderListing listing) {
        // An order whose first event is missing has no customer and no place in a list.
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
        // Not a parameter: the planner would assume a large value and might sort all orders of a
        // customer for one page.
        return new ListingStatement(
                "where "
                        + String.join(" and ", conditions)
                        + " order by placed_at desc, order_id desc limit "
                        + (listing.limit() + 1),
                params);
    }
}
