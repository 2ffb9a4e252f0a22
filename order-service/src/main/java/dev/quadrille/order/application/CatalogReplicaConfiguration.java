package dev.quadrille.order.application;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Subscribes the catalog replica to the catalog topic.
@Configuration(proxyBeanMethods = false)
class CatalogReplicaConfiguration {

    @Bean
    Subscription<ProductListed> catalogSubscription(Catalog catalog) {
        return new Subscription<>(Topic.CATALOG, Set.of(ProductListed.class), catalog::update);
    }
}
