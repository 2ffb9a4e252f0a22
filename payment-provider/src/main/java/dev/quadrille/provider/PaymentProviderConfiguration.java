package dev.quadrille.provider;

import dev.quadrille.platform.chaos.ChaosConfiguration;
import dev.quadrille.platform.chaos.SupportedFaults;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.platform.security.PublicPaths;
import dev.quadrille.provider.application.ChargeCard;
import dev.quadrille.provider.application.Charges;
import dev.quadrille.provider.application.Delay;
import dev.quadrille.provider.application.Ledger;
import dev.quadrille.provider.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import tools.jackson.databind.json.JsonMapper;

/// Configures the charges and their ledger.
@Configuration(proxyBeanMethods = false)
class PaymentProviderConfiguration {

    @Bean
    LedgerFile ledger(@Value("${quadrille.ledger-file}") Path file, JsonMapper json, Clock clock)
            throws IOException {
        return LedgerFile.open(file, json, clock);
    }

    @Bean
    Charges charges(Ledger ledger) {
        return new Charges(ledger);
    }

    @Bean
    ChargeCard chargeCard(
            Charges charges,
            @Value("${quadrille.test-methods.slow-delay}") Duration delay,
            FaultPoints faults) {
        return new ChargeCard(charges, Delay.of(delay), faults);
    }

    @Bean
    @Profile(ChaosConfiguration.PROFILE)
    SupportedFaults providerFaults() {
        return SupportedFaults.of(Fault.DECLINE, Fault.ERROR, Fault.LATENCY, Fault.LOST_ANSWER);
    }

    @Bean
    HealthIndicator ledgerHealthIndicator(Ledger ledger) {
        return () ->
                ledger.durable().isCompletedExceptionally()
                        ? Health.down()
                                .withDetail("reason", "the ledger is unusable until a restart")
                                .build()
                        : Health.up().build();
    }

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.of("/charges/**", "/ledger");
    }

    /// Ignores bearer tokens, because an external provider does not know the tokens of this system.
    /// Only its chaos toggles require the token of an operator.
    @Bean
    BearerTokenResolver ignoreBearerTokens() {
        DefaultBearerTokenResolver tokens = new DefaultBearerTokenResolver();
        return request ->
                request.getRequestURI().startsWith("/internal/chaos")
                        ? tokens.resolve(request)
                        : null;
    }
}
