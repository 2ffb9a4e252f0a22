package dev.quadrille.gateway.upstream;

import java.util.Locale;

/// Upstream services: the services to which the gateway forwards requests.
public enum Upstream {
    ORDER_SERVICE,
    INVENTORY_SERVICE,
    PAYMENT_SERVICE,
    SHIPPING_SERVICE,
    QUERY_SERVICE;

    /// Name of the process, such as `order-service`.
    public String processName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Name in paths, such as `order`.
    public String label() {
        return processName().replace("-service", "");
    }
}
