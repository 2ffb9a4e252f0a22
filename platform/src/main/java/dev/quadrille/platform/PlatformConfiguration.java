package dev.quadrille.platform;

import dev.quadrille.platform.fault.FaultPoints;
import java.time.Clock;
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
    @ConditionalOnMissingBean
    FaultPoints faultPoints() {
        return FaultPoints.NONE;
    }
}
