package dev.quadrille.query.application.catalog;

import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Keeps the replica of the catalog up to date with the topic.
@Configuration(proxyBeanMethods = false)
class CatalogSubscription {

    @Bean
    Subscription<ProductListed> catalogTopic(CatalogReplica replica) {
        return new Subscription<>(Topic.CATALOG, Set.of(ProductListed.class), replica::update);
    }
}
