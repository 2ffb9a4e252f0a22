package dev.quadrille.order.postgres;

import dev.quadrille.messaging.audit.AuditTables;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The audit view of the orders and of the replica of the catalog.
@Configuration(proxyBeanMethods = false)
class OrderAuditConfiguration {

    private static final String ORDERS =
            """
            select order_id, status as state, status = 'CONFIRMED' as kept,
                   status = 'PLACED' as open, amount,
                   greatest(0, extract(epoch from clock_timestamp()
                       - case when status = 'PLACED' then placed_at else updated_at end))::bigint
                       as age
              from orders
            """;

    @Bean
    AuditTables auditTables() {
        return new AuditTables(ORDERS, Optional.of("product"));
    }
}
