package dev.quadrille.local;

import static java.util.stream.Collectors.toMap;

import java.util.Map;

/// Something that a component gets by its environment.
enum EnvironmentBinding {
    /// A database and a role of its own, both named like the service.
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
    /// The public keys that tokens are checked with; the gateway serves them.
    KEY_SET {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of(
                    "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI",
                    layout.url(Component.GATEWAY) + "/oauth2/jwks");
        }
    },
    /// The private keys of the demo's authorization server, kept between runs.
    SIGNING_KEYS {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Map.of("QUADRILLE_KEYS_DIR", layout.data(component).toString());
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
    /// Where the gateway's routes lead.
    ROUTES {
        @Override
        Map<String, String> environment(Component component, StackLayout layout) {
            return Component.in(StartTier.SERVICE).stream()
                    .collect(toMap(EnvironmentBinding::routeVariable, layout::url));
        }
    };

    abstract Map<String, String> environment(Component component, StackLayout layout);

    private static String routeVariable(Component service) {
        return "QUADRILLE_" + service.name() + "_URL";
    }
}
