package dev.quadrille.gateway.route;

/// The services that stand behind the door.
enum Upstream {
    ORDER_SERVICE,
    INVENTORY_SERVICE,
    QUERY_SERVICE
}
