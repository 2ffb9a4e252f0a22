package dev.quadrille.order.postgres;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface OrderRowRepository extends Repository<OrderRow, UUID> {

    Optional<OrderRow> findById(UUID id);
}
