package dev.quadrille.platform.chaos;

import dev.quadrille.platform.PlatformConfiguration;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.problem.ProblemConfiguration;
import dev.quadrille.platform.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/// Configures the chaos toggles of a process, under the profile `chaos` only.
@AutoConfiguration(before = PlatformConfiguration.class, after = ProblemConfiguration.class)
@Profile(ChaosConfiguration.PROFILE)
public class ChaosConfiguration {

    /// The profile with which faults can be injected.
    public static final String PROFILE = "chaos";

    /// Runs before any bean is created; otherwise the failure of a bean would be reported instead.
    @Bean
    @Profile("prod")
    static BeanFactoryPostProcessor chaosInProductionCheck() {
        return _ -> {
            throw new ChaosInProduction();
        };
    }

    @Bean
    FaultInjector faultInjector(Clock clock, MeterRegistry meters) {
        return new FaultInjector(clock, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    @Bean
    FaultSpans faultSpans() {
        return new FaultSpans();
    }

    @Bean
    @ConditionalOnMissingBean
    ProcessHalt processHalt() {
        return ProcessHalt.OF_THIS_PROCESS;
    }

    @Bean
    SupportedFaults crashFault() {
        return SupportedFaults.of(Fault.CRASH);
    }

    @Bean
    ChaosToggles chaosToggles(
            @Value("${spring.application.name}") String service,
            ObjectProvider<SupportedFaults> supported,
            FaultInjector faults,
            Clock clock,
            ProcessHalt process) {
        return new ChaosToggles(service, supported.stream().toList(), faults, clock, process);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @Import(ChaosController.class)
    static class Web {

        /// Disabled in the payment provider, which simulates the failures of its own API.
        @Bean
        @ConditionalOnBooleanProperty(name = "quadrille.chaos.http", matchIfMissing = true)
        HttpFaultFilter httpFaultFilter(FaultInjector faults, ProblemWriter problems) {
            return new HttpFaultFilter(faults, problems);
        }

        @Bean
        @ConditionalOnBooleanProperty(name = "quadrille.chaos.http", matchIfMissing = true)
        SupportedFaults httpFaults() {
            return SupportedFaults.of(Fault.HTTP_LATENCY, Fault.HTTP_ERROR);
        }
    }
}
