package dev.quadrille.gateway.route;

import java.util.Locale;

/// The services that stand behind the door.
public enum Upstream {
    ORDER_SERVICE,
    INVENTORY_SERVICE,
    PAYMENT_SERVICE,
    SHIPPING_SERVICE,
    QUERY_SERVICE;

    /// What operators know its process by: `order-service`.
    public String processName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is called in addresses and answers: `order`.
    String word() {
        return processName().replace("-service", "");
    }
}
