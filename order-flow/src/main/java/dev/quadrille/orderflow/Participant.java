package dev.quadrille.orderflow;

import java.util.Locale;

/// The four dancers: the services that carry an order together, with no caller.
public enum Participant {
    ORDER,
    INVENTORY,
    PAYMENT,
    SHIPPING;

    /// The word that timelines, metrics and topics use: `order`, `inventory`, `payment`,
    /// `shipping`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
