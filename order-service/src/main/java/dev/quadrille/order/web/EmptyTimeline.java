package dev.quadrille.order.web;

import java.util.List;

/// A timeline as the API shows it, before any event has arrived where timelines are kept.
record EmptyTimeline(List<Object> events) {

    EmptyTimeline() {
        this(List.of());
    }
}
