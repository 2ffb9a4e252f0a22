package dev.quadrille.shipping.postgres;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.audit.AuditTables;
import dev.quadrille.messaging.jpa.JpaStateStore;
import dev.quadrille.shipping.domain.Shipment;
import jakarta.persistence.EntityManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShippingPostgresConfiguration {

    private static final String AUDITED_SHIPMENTS =
            """
            select order_id, status as state, status = 'BOOKED' as kept, false as open,
                   0::bigint as amount, 0::bigint as age
              from shipment
            """;

    @Bean
    StateStore<Shipment> shipments(EntityManager entities) {
        return new JpaStateStore<>(
                entities, ShipmentRow.class, ShipmentRow::new, Shipment.None::new);
    }

    @Bean
    AuditTables auditTables() {
        return AuditTables.of(AUDITED_SHIPMENTS);
    }
}
