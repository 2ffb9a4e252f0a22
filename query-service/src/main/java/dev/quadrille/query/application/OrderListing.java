package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A question for orders, newest first.
///
/// @param customer whose; empty for everybody's
/// @param status empty for any
/// @param after where the page before ended; empty for the first page
/// @param limit how many at most
public record OrderListing(
        Optional<String> customer, Optional<OrderStatus> status, Optional<Place> after, int limit) {

    /// Where an order stands among all: its time, and its id among those of the same time. It never
    /// changes, so pages neither repeat an order nor leave one out, whatever is placed meanwhile.
    public record Place(Instant placedAt, OrderId orderId) {

        static Place of(OrderView view) {
            return new Place(view.placedAt(), view.orderId());
        }
    }

    /// Some of the orders asked for.
    ///
    /// @param next where the next page begins after; empty if this is the last
    public record Page(List<OrderView> orders, Optional<Place> next) {}

    /// A stored order as it was found.
    ///
    /// @param view empty if it cannot be read
    public record Row(Place place, Optional<OrderView> view) {}

    /// The page, of one order more than it may have, if there are so many.
    public Page page(List<OrderView> found) {
        return pageOf(found.stream().map(it -> new Row(Place.of(it), Optional.of(it))).toList());
    }

    /// The same. A row that cannot be read is left out; the next page begins after it.
    public Page pageOf(List<Row> found) {
        List<Row> rows = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                rows.stream().flatMap(row -> row.view().stream()).toList(),
                found.size() <= limit ? Optional.empty() : Optional.of(rows.getLast().place()));
    }
}
