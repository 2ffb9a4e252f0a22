package dev.quadrille.order.web;

import dev.quadrille.order.application.Catalog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// A readiness check of the catalog replica. While the replica is empty, the service would reject
/// every order.
@Component("catalog")
class CatalogHealth implements HealthIndicator {

    private final Catalog catalog;

    CatalogHealth(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Health health() {
        return (catalog.isEmpty() ? Health.outOfService() : Health.up()).build();
    }
}
