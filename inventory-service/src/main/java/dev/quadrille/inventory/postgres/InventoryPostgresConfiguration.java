package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.audit.AuditTables;
import dev.quadrille.messaging.jpa.JpaStateStore;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InventoryPostgresConfiguration {

    // A checksum of the lines takes the place of an amount: the audit knows by it which ranges of
    // reservations it has already counted.
    private static final String AUDITED_RESERVATIONS =
            """
            select order_id, status as state, status = 'COMMITTED' as kept,
                   status = 'RESERVED' as open, hashtext(lines)::bigint as amount,
                   0::bigint as age
              from reservation
            """;

    @Bean
    StateStore<Reservation> reservations(EntityManager entities) {
        return new JpaStateStore<>(
                entities, ReservationRow.class, ReservationRow::new, Reservation.None::new);
    }

    @Bean
    AuditTables auditTables() {
        return new AuditTables(AUDITED_RESERVATIONS, Optional.of("product"));
    }
}
