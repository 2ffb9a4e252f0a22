package dev.quadrille.payment.postgres;

import dev.quadrille.messaging.audit.AuditTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The audit view of the payments.
@Configuration(proxyBeanMethods = false)
class PaymentAuditConfiguration {

    private static final String PAYMENTS =
            """
            select order_id, status as state, status = 'CHARGED' as kept,
                   status in ('PENDING', 'ATTEMPTING', 'VOID_DUE') as open, amount,
                   0::bigint as age
              from payment
            """;

    @Bean
    AuditTables auditTables() {
        return AuditTables.of(PAYMENTS);
    }
}
