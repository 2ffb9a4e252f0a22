package dev.quadrille.orderflow;

import java.util.Locale;

/// The participants of the saga: the four services that process an order.
public enum Participant {
    ORDER,
    INVENTORY,
    PAYMENT,
    SHIPPING;

    /// The label in timelines, metrics and topics: `order`, `inventory`, `payment`, `shipping`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
