package dev.quadrille.query.web;

import dev.quadrille.query.application.catalog.CatalogReadiness;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// A readiness check of the global table. Before the table is complete, the service would report
/// existing products as not found.
@Component("catalog")
class GlobalTableHealth implements HealthIndicator {

    private final CatalogReadiness catalog;

    GlobalTableHealth(CatalogReadiness catalog) {
        this.catalog = catalog;
    }

    @Override
    public Health health() {
        return (catalog.isReady() ? Health.up() : Health.outOfService()).build();
    }
}
