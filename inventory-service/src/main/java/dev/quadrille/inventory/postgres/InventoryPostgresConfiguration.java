package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.jpa.JpaStateStore;
import jakarta.persistence.EntityManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InventoryPostgresConfiguration {

    @Bean
    StateStore<Reservation> reservations(EntityManager entities) {
        return new JpaStateStore<>(
                entities, ReservationRow.class, ReservationRow::new, Reservation.None::new);
    }
}
