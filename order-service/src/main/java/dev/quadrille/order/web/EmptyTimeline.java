package dev.quadrille.order.web;

import java.util.List;

/// The API representation of a timeline before the read model has received an event of the order.
record EmptyTimeline(List<Object> events) {

    EmptyTimeline() {
        this(List.of());
    }
}
