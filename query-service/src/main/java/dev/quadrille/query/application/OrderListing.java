package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A query for orders, newest first.
///
/// @param customer the customer; empty for all customers
/// @param status the status; empty for any
/// @param after the end of the previous page (keyset pagination); empty for the first page
/// @param limit the maximum number of orders
public record OrderListing(
        Optional<String> customer, Optional<OrderStatus> status, Optional<Place> after, int limit) {

    /// The place of an order in the list: its time, and its id among orders of the same time. It
    /// never changes, so pages neither repeat nor omit an order while others are placed.
    public record Place(Instant placedAt, OrderId orderId) {

        static Place of(OrderView view) {
            return new Place(view.placedAt(), view.orderId());
        }
    }

    /// A page of orders.
    ///
    /// @param next the key after which the next page begins; empty for the last page
    public record Page(List<OrderView> orders, Optional<Place> next) {}

    /// A stored order.
    ///
    /// @param view empty if the row cannot be read
    public record Row(Place place, Optional<OrderView> view) {}

    /// Builds the page from one order more than the page may have, if there are so many.
    public Page page(List<OrderView> found) {
        return pageOf(found.stream().map(it -> new Row(Place.of(it), Optional.of(it))).toList());
    }

    /// The same. A row that cannot be read is omitted; the next page begins after it.
    public Page pageOf(List<Row> found) {
        List<Row> rows = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                rows.stream().flatMap(row -> row.view().stream()).toList(),
                found.size() <= limit ? Optional.empty() : Optional.of(rows.getLast().place()));
    }
}
