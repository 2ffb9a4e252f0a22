package dev.quadrille.query.web;

import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The representation of a page of orders in the API.
///
/// @param next the cursor of the next page; null on the last page
record OrderListDocument(List<OrderDocument> orders, Optional<String> next) {

    static OrderListDocument of(OrderListing.Page page, OrderListing question) {
        return new OrderListDocument(
                page.orders().stream().flatMap(OrderListDocument::document).toList(),
                page.next().map(place -> Cursor.write(place, question)));
    }

    private static Stream<OrderDocument> document(OrderView view) {
        return view.placed().map(placed -> OrderViewMapper.document(view, placed)).stream();
    }

    /// Changes with the orders on the page, with their state, and with whether there are more.
    String tag() {
        return EntityTag.of(
                Stream.concat(
                        orders.stream().map(it -> it.orderId() + it.version()), next.stream()));
    }
}
