package dev.quadrille.shipping.postgres;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.jpa.JpaStateStore;
import dev.quadrille.shipping.domain.Shipment;
import jakarta.persistence.EntityManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShippingPostgresConfiguration {

    @Bean
    StateStore<Shipment> shipments(EntityManager entities) {
        return new JpaStateStore<>(
                entities, ShipmentRow.class, ShipmentRow::new, Shipment.None::new);
    }
}
