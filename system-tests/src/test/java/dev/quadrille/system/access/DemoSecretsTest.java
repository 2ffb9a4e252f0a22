package dev.quadrille.system.access;

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
    void refusesDemoSecretsInProduction(Class<?> application, String name, boolean hasDatabase) {
        AbstractThrowableAssert<?, ?> failure =
                assertThatThrownBy(() -> start(application, name, "production"))
                        .hasMessageContaining("a public value")
                        .hasMessageContaining(JWT + "issuer-uri")
                        .hasMessageContaining(JWT + "jwk-set-uri");
        if (hasDatabase) {
            failure.hasMessageContaining("spring.datasource.password");
        }
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of(GatewayApplication.class, "gateway", false),
                Arguments.of(OrderServiceApplication.class, "order-service", true),
                Arguments.of(InventoryServiceApplication.class, "inventory-service", true),
                Arguments.of(PaymentServiceApplication.class, "payment-service", true),
                Arguments.of(ShippingServiceApplication.class, "shipping-service", true),
                Arguments.of(QueryServiceApplication.class, "query-service", true),
                Arguments.of(PaymentProviderApplication.class, "payment-provider", false));
    }

    private static void start(Class<?> application, String name, String profile) {
        new SpringApplicationBuilder(application)
                .profiles(profile)
                .run("--spring.config.name=" + name, "--server.port=0")
                .close();
    }
}
