package dev.quadrille.platform.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/// A setting whose value a reader of this repository knows, or can guess. Whoever starts without
/// the profile `demo` gives it another one.
enum DemoSecret {
    /// Its tokens are issued to whoever has read the README.
    ISSUER("spring.security.oauth2.resourceserver.jwt.issuer-uri", "who issues the tokens") {
        @Override
        boolean isIn(Environment environment) {
            String issuer = environment.getProperty(property(), "");
            return !StringUtils.hasText(issuer) || issuer.equals(DEMO_ISSUER);
        }
    },
    /// The keys of the demo's tokens, or none.
    KEY_SET(
            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
            "the address of the issuer's keys") {
        @Override
        boolean isIn(Environment environment) {
            String keys = environment.getProperty(property(), "");
            return !StringUtils.hasText(keys) || keys.equals(DEMO_KEYS);
        }
    },
    /// In the demo a role's password is its name. A database that asks for no password (because it
    /// knows its clients otherwise) is no demo.
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

    /// Those that a process would start with.
    static List<DemoSecret> in(Environment environment) {
        return Arrays.stream(values()).filter(secret -> secret.isIn(environment)).toList();
    }

    abstract boolean isIn(Environment environment);

    String property() {
        return property;
    }

    /// What to set, in words and as Boot reads it from the environment.
    String advice() {
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return "%s (%s): %s".formatted(property, variable.replace("-", ""), instead);
    }
}
