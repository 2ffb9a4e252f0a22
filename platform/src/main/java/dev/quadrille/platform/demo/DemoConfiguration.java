package dev.quadrille.platform.demo;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/// Refuses to start with the secrets of the demo outside of the profile `demo`: a system with
/// public secrets looks like one that works.
@AutoConfiguration
@Profile("!demo")
public class DemoConfiguration {

    /// Runs before any bean is created; otherwise the failure of a bean would be reported instead.
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
