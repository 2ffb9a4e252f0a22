package dev.quadrille.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The common base class of the tests of the inventory API.
@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.hikari.connection-timeout=20000")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InventoryApiTestBase {

    static final String PRODUCT =
            """
            {"name":"Milk jug","price":{"amount":1250,"currency":"EUR"}}\
            """;

    final InventoryClient client;
    final JdbcClient jdbc;

    InventoryApiTestBase(int port, JdbcClient jdbc) {
        this.client = new InventoryClient(port);
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    /// Lists a product without stock, and returns its SKU.
    String listed(String sku) {
        assertThat(client.put(sku, PRODUCT).statusCode()).isEqualTo(201);
        return sku;
    }

    static String stock(String sku, long available, long delivered) {
        return """
        {"sku":"%s","available":%d,"reserved":0,"shipped":0,"delivered":%d}\
        """
                .formatted(sku, available, delivered);
    }

    static void assertIsProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }
}
