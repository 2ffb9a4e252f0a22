package dev.quadrille.platform.demo;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/// Refuses to start with the demo's secrets where nobody asked for the demo: a shop that everybody
/// can enter looks like one that works.
@AutoConfiguration
@Profile("!demo")
public class DemoConfiguration {

    /// Looks before any bean is made, or the failure of one of them would be reported instead.
    @Bean
    static BeanFactoryPostProcessor demoSecretsCheck(Environment environment) {
        return beans -> {
            List<DemoSecret> secrets = DemoSecret.in(environment);
            if (!secrets.isEmpty()) {
                throw new DemoSecretsInUse(secrets);
            }
        };
    }
}
