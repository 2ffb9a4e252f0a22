package dev.quadrille.platform;

import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.platform.telemetry.CurrentTrace;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// The beans that every service shares and any test may replace.
@AutoConfiguration
public class PlatformConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CurrentTrace currentTrace(ObjectProvider<Tracer> tracer) {
        return new CurrentTrace(tracer);
    }

    @Bean
    @ConditionalOnMissingBean
    FaultPoints faultPoints() {
        return FaultPoints.NONE;
    }
}
