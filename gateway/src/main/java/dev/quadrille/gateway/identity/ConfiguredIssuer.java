package dev.quadrille.gateway.identity;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// Refuses to start without the demo's authorization server and without another one: a gateway that
/// believes nobody looks like one that works.
@Configuration(proxyBeanMethods = false)
@Profile("!demo")
class ConfiguredIssuer {

    private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

    /// Looks before any bean is made, or the failure of one of them would be reported instead.
    @Bean
    static BeanFactoryPostProcessor issuerCheck(Environment environment) {
        return beans -> {
            List<String> missing =
                    List.of(PREFIX + "issuer-uri", PREFIX + "jwk-set-uri").stream()
                            .filter(name -> !StringUtils.hasText(environment.getProperty(name)))
                            .toList();
            if (!missing.isEmpty()) {
                throw new MissingIssuer(missing);
            }
        };
    }
}
