package dev.quadrille.query.postgres.audit;

import dev.quadrille.messaging.audit.AuditQueries;
import dev.quadrille.messaging.audit.AuditTables;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.query.application.Projection;
import dev.quadrille.query.application.audit.Audit;
import dev.quadrille.query.application.audit.AuditSettings;
import dev.quadrille.query.application.audit.model.ModelRecords;
import dev.quadrille.query.application.audit.model.ReadModelRepair;
import dev.quadrille.query.application.audit.model.ReadModelVerification;
import dev.quadrille.query.application.audit.range.RememberedRanges;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// Configures the audit, and the audit view of the read model.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    // An order with two outcomes is never final, so the audit always reads it.
    private static final String VIEWS =
            """
            select order_id,
                   case when two_outcomes then 'CONFIRMED and CANCELLED'
                        when settled then status else status || ', unsettled' end as state,
                   status = 'CONFIRMED' as kept, two_outcomes or not settled as open,
                   0::bigint as amount, 0::bigint as age
              from public.order_view
             cross join lateral (
                   select seen like '%OrderConfirmed%' and seen like '%OrderCancelled%'
                          as two_outcomes) as outcomes
            """;

    @Bean
    AuditTables auditTables() {
        return new AuditTables(VIEWS, Optional.of("product"));
    }

    @Bean
    ReadModelVerification readModelVerification(ModelRecords model, AuditQueries views) {
        return new ReadModelVerification(model, views, RememberedRanges.SIZE);
    }

    @Bean
    ReadModelRepair readModelRepair(
            ModelRecords model,
            TopicReaders logs,
            Projection projection,
            TransactionTemplate transaction) {
        return new ReadModelRepair(model, logs, projection, transaction);
    }

    @Bean
    Audit audit(
            AuditSettings settings, ReadModelVerification verification, ReadModelRepair repair) {
        return new Audit(
                settings,
                verification,
                repair::project,
                () -> pause(settings.recheckDelay()),
                RememberedRanges.SIZE);
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
