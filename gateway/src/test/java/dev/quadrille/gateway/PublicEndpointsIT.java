package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Documentation, health check, and management port.
class PublicEndpointsIT extends GatewayTestBase {

    @Test
    void reportsOnlyHealthStatus() throws Exception {
        HttpResponse<String> response = client.get("/actuator/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void servesDocsFromOwnOrigin() throws Exception {
        HttpResponse<String> page = client.get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        // The page must load its resources from the gateway only.
        List<String> parts =
                Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map(part -> part.group(1))
                        .toList();
        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> part.startsWith("/docs/"));
        for (String part : parts) {
            assertThat(client.get(part).statusCode()).as(part).isEqualTo(200);
        }
        String document = client.get("/docs/openapi.json").body();
        assertThat((String) JsonPath.read(document, "$.paths['/api/orders'].post.operationId"))
                .isEqualTo("placeOrder");
    }

    @Test
    void redirectsRootToDocs() throws Exception {
        HttpResponse<String> response = client.get("/");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/pom.xml", "/docs/swagger-ui.js", "/docs/index.html/x"})
    void servesNoOtherClassPathResources(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/health/liveness",
                "/actuator/prometheus"
            })
    void servesActuatorEndpointsOnManagementPort(String path) throws Exception {
        assertThat(new GatewayClient(managementPort).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void servesNoOtherActuatorEndpoints() throws Exception {
        GatewayClient operations = new GatewayClient(managementPort);

        assertThat(
                        JsonPath.<Map<String, Object>>read(
                                operations.get("/actuator").body(), "$._links"))
                .containsOnlyKeys("self", "health", "health-path", "prometheus");
        assertThat(operations.get("/actuator/env").statusCode()).isIn(401, 404);
    }

    @Test
    void bindsManagementPortToLoopback() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", managementPort).close())
                .isInstanceOf(IOException.class);
    }
}
