package dev.quadrille.local;

import static java.util.stream.Collectors.toMap;

import java.util.Map;

/// A group of environment variables that connects a component to another one.
enum EnvironmentBinding {
    /// A database that only this service may use. The database, its role and the role's password
    /// have the name of the service.
    DATABASE {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            String name = component.databaseName();
            return Map.of(
                    "SPRING_DATASOURCE_URL", layout.jdbcUrl(name),
                    "SPRING_DATASOURCE_USERNAME", name,
                    "SPRING_DATASOURCE_PASSWORD", name);
        }
    },
    BROKER {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of(
                    "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:" + layout.ports().of(Component.KAFKA));
        }
    },
    /// The JWK set for the verification of tokens, which the gateway serves.
    KEY_SET {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of(
                    "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI", layout.keySetUrl());
        }
    },
    /// The directory in which the gateway keeps the private keys of its authorization server.
    SIGNING_KEYS {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of("QUADRILLE_KEYS_DIR", layout.data(component).toString());
        }
    },
    /// TLS at the public port. Set in any case, so that the gateway does not inherit another value
    /// from the launcher.
    TLS {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return layout.tls().environment();
        }
    },
    PROVIDER {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of("QUADRILLE_PROVIDER_URL", layout.url(Component.PAYMENT_PROVIDER));
        }
    },
    LEDGER {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of(
                    "QUADRILLE_LEDGER_FILE",
                    layout.data(component).resolve("ledger.jsonl").toString());
        }
    },
    /// The addresses of the services: the gateway routes to them, the audit reads from them.
    ROUTES {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Component.inTier(StartTier.SERVICE).stream()
                    .collect(toMap(EnvironmentBinding::routeVariable, layout::urls));
        }
    };

    abstract Map<String, String> environment(Component component, StackLayout layout);

    private static String routeVariable(Component service) {
        return "QUADRILLE_" + service.name() + "_URL";
    }
}
