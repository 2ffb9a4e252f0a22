package dev.quadrille.system.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.gateway.GatewayApplication;
import dev.quadrille.inventory.InventoryServiceApplication;
import dev.quadrille.order.OrderServiceApplication;
import dev.quadrille.payment.PaymentServiceApplication;
import dev.quadrille.provider.PaymentProviderApplication;
import dev.quadrille.query.QueryServiceApplication;
import dev.quadrille.shipping.ShippingServiceApplication;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Every process refuses to start with the demo's secrets outside the demo profile.
class DemoSecretsTest {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    @ParameterizedTest
    @MethodSource("processes")
    void refusesDemoSecretsInProduction(Class<?> application, boolean hasDatabase) {
        AbstractThrowableAssert<?, ?> failure =
                assertThatThrownBy(() -> start(application, "production"))
                        .hasMessageContaining("a public value")
                        .hasMessageContaining(JWT + "issuer-uri")
                        .hasMessageContaining(JWT + "jwk-set-uri");
        if (hasDatabase) {
            failure.hasMessageContaining("spring.datasource.password");
        }
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of(GatewayApplication.class, false),
                Arguments.of(OrderServiceApplication.class, true),
                Arguments.of(InventoryServiceApplication.class, true),
                Arguments.of(PaymentServiceApplication.class, true),
                Arguments.of(ShippingServiceApplication.class, true),
                Arguments.of(QueryServiceApplication.class, true),
                Arguments.of(PaymentProviderApplication.class, false));
    }

    private static void start(Class<?> application, String profile) {
        new SpringApplicationBuilder(application)
                .profiles(profile)
                .run("--spring.config.location=" + configuration(application), "--server.port=0")
                .close();
    }

    /// The `application.yml` of this process. The class path has those of all processes.
    private static String configuration(Class<?> application) {
        String file = "/" + application.getName().replace('.', '/') + ".class";
        String url = requireNonNull(application.getResource(file)).toString();
        return url.substring(0, url.length() - file.length()) + "/application.yml";
    }
}
