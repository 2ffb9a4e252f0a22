package dev.quadrille.platform.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// A setting whose demo value is public or easy to guess. Without the profile `demo` it must have
/// another value.
enum DemoSecret {
    /// Tokens signed with the demo's keys are issued to every reader of the README.
    ISSUER("spring.security.oauth2.resourceserver.jwt.issuer-uri", "the issuer of the tokens") {
        @Override
        boolean isIn(Environment environment) {
            String issuer = environment.getProperty(property(), "");
            return !StringUtils.hasText(issuer) || issuer.equals(DEMO_ISSUER);
        }
    },
    /// The signing keys of the demo, or none.
    KEY_SET(
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
            "the address of the issuer's keys") {
        @Override
        boolean isIn(Environment environment) {
            String keys = environment.getProperty(property(), "");
            return !StringUtils.hasText(keys) || keys.equals(DEMO_KEYS);
        }
    },
    /// In the demo the password of a role is its name. A database that needs no password, because
    /// it authenticates clients in another way, does not count as the demo.
    DATABASE_PASSWORD("spring.datasource.password", "a password that is not the user's name") {
        @Override
        boolean isIn(Environment environment) {
            String password = environment.getProperty(property(), "");
            return !password.isEmpty()
                    && password.equals(environment.getProperty("spring.datasource.username"));
        }
    };

    private static final String DEMO_ISSUER = "https://auth.quadrille.example";
    private static final String DEMO_KEYS = "http://localhost:8080/oauth2/jwks";

    private final String property;
    private final String instead;

    DemoSecret(String property, String instead) {
        this.property = property;
        this.instead = instead;
    }

    /// The demo secrets with which a process would start.
    static List<DemoSecret> in(Environment environment) {
        return Arrays.stream(values()).filter(secret -> secret.isIn(environment)).toList();
    }

    abstract boolean isIn(Environment environment);

    String property() {
        return property;
    }

    /// The setting and its environment variable.
    String advice() {
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return "%s (%s): %s".formatted(property, variable.replace("-", ""), instead);
    }
}
