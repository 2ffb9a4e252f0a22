package dev.quadrille.system.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.Component;
import dev.quadrille.local.Ports;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireRequest;
import dev.quadrille.system.wire.WireResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.json.JsonMapper;

/// Actuator endpoints are reachable on the management ports only, and these listen on the loopback
/// interface only. No spelling of an address reaches them through a public port.
class OperationsIT {

    static final List<Component> PROCESSES =
            Arrays.stream(Component.values())
                    .filter(it -> it != Component.POSTGRES && it != Component.KAFKA)
                    .toList();

    /// `M` stands for the management port.
    private static final List<String> ADDRESSES =
            List.of(
                    "/actuator",
                    "/actuator/",
                    "/actuator/env",
                    "/actuator/heapdump",
                    "/actuator/loggers",
                    "/actuator/mappings",
                    "/actuator/prometheus",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/actuator/health/",
                    "/actuator/prometheus/",
                    "/actuator/prometheus.",
                    "/actuator/prometheus.json",
                    "/actuator/prometheus;",
                    "/actuator/prometheus%23",
                    "/actuator./prometheus",
                    "/actuator%20/prometheus",
                    "/actuator%00/prometheus",
                    "/actuator;/prometheus",
                    "/actuator;a=b/prometheus",
                    "/;/actuator/prometheus",
                    "/ACTUATOR/prometheus",
                    "/Actuator/Prometheus",
                    "/%61ctuator/prometheus",
                    "/%2561ctuator/prometheus",
                    "/actuator/%70rometheus",
                    "/actuator%2fprometheus",
                    "/actuator%2Fprometheus",
                    "/actuator%252fprometheus",
                    "/actuator%5cprometheus",
                    "/actuator\\prometheus",
                    "/%2factuator/prometheus",
                    "/%c0%afactuator/prometheus",
                    "/%ef%bc%8factuator/prometheus",
                    "//actuator/prometheus",
                    "///actuator/prometheus",
                    "/actuator//prometheus",
                    "/./actuator/prometheus",
                    "/%2e/actuator/prometheus",
                    "/../actuator/prometheus",
                    "/api/../actuator/prometheus",
                    "/api/..;/actuator/prometheus",
                    "/api/.;/../actuator/prometheus",
                    "/api/%2e%2e/actuator/prometheus",
                    "/api/%2E%2e%2factuator/prometheus",
                    "/api/%252e%252e/actuator/prometheus",
                    "/api/..%2factuator/prometheus",
                    "/api/..%5cactuator/prometheus",
                    "/api\\..\\actuator/prometheus",
                    "/api/.../actuator/prometheus",
                    "/api/stock/../../actuator/prometheus",
                    "/api/stock/..%2f..%2f..%2factuator%2fprometheus",
                    "/api/orders/..%2f..%2factuator%2fprometheus/timeline",
                    "/actuator/health/../prometheus",
                    "/actuator/health/%2e%2e/prometheus",
                    "/actuator/health/..%2fprometheus",
                    "/actuator/health;/prometheus",
                    "/actuator/health;/../prometheus",
                    "/actuator/health%2f..%2fprometheus",
                    "/actuator/health%3f/prometheus",
                    "/actuator/prometheus HTTP/1.0",
                    "/?/actuator/prometheus",
                    "/@127.0.0.1:M/actuator/prometheus",
                    "http://127.0.0.1:M/actuator/prometheus",
                    "127.0.0.1:M/actuator/prometheus",
                    "*");

    private final RunningSystem system = RunningSystem.get();
    private final Ports ports = system.layout().ports();
    private final SignedTokens tokens = SignedTokens.of(system.layout());

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void endpointsAreUnreachableFromPublicPort(Component process) {
        String operator = tokens.valid("operator", "operator");
        List<String> reachable =
                addresses(process)
                        .flatMap(address ->
                                Stream.of("", operator)
                                        .map(token -> probe(process, address, token)))
                        .filter(probe -> !probe.isRejected())
                        .map(Probe::toString)
                        .toList();
        assertThat(reachable).isEmpty();
    }

    private Stream<String> addresses(Component process) {
        Stream<String> all =
                ADDRESSES.stream().map(it -> it.replace("M", "" + ports.management(process)));
        // Only the gateway has a public health endpoint, which AccessTable covers.
        return process == Component.GATEWAY
                ? all
                : Stream.concat(all, Stream.of("/actuator/health"));
    }

    private Probe probe(Component process, String address, String token) {
        WireRequest request = WireRequest.of("GET " + address).as(token);
        return new Probe(address, WireConnection.send(ports.of(process), request));
    }

    @Test
    void gatewayHealthShowsStatusOnly() {
        WireResponse health =
                WireConnection.send(
                        ports.of(Component.GATEWAY), WireRequest.of("GET /actuator/health"));

        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void exposesHealthAndMetricsOnly(Component process) {
        int port = ports.management(process);
        WireResponse index = WireConnection.send(port, WireRequest.of("GET /actuator"));

        // Only these tests expose the mappings; see the pom.
        assertThat(new JsonMapper().readTree(index.body()).required("_links").propertyNames())
                .containsExactlyInAnyOrder(
                        "self", "health", "health-path", "prometheus", "mappings");
        assertThat(
                        Stream.of(
                                        "env",
                                        "heapdump",
                                        "loggers",
                                        "shutdown",
                                        "beans",
                                        "threaddump",
                                        "configprops",
                                        "gateway/routes",
                                        "refresh",
                                        "metrics")
                                .map(it -> WireRequest.of("GET /actuator/" + it))
                                .map(it -> WireConnection.send(port, it).status()))
                .allMatch(status -> status == 401 || status == 404);
        assertThat(WireConnection.send(port, WireRequest.of("GET /api/orders")).status())
                .isIn(401, 404);
    }

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void managementPortListensOnLoopbackOnly(Component process) {
        assertThat(
                        WireConnection.send(
                                        ports.management(process), WireRequest.of("GET /actuator"))
                                .status())
                .isEqualTo(200);
        // Another local address: a socket bound to all interfaces would accept the connection.
        assertThatThrownBy(() -> new Socket("127.0.0.2", ports.management(process)).close())
                .isInstanceOf(IOException.class);
    }

    /// The exposure that these tests add would hide an exposure by the service itself, so the test
    /// reads the configuration files.
    @ParameterizedTest
    @FieldSource("PROCESSES")
    void servicesDoNotConfigureExposure(Component process) throws IOException {
        assertThat(settings(process.processName(), "application"))
                .isNotEmpty()
                .noneMatch(it -> it.startsWith("management.endpoints"))
                .noneMatch(it -> it.startsWith("management.server.address"));
        assertThat(settings("platform", "platform"))
                .contains(
                        "management.endpoints.web.exposure.include=health, prometheus",
                        "management.server.address=127.0.0.1");
    }

    private static List<String> settings(String module, String name) throws IOException {
        Path file = Path.of("..", module, "src/main/resources", name + ".yml");
        return new YamlPropertySourceLoader()
                .load(name, new FileSystemResource(file)).stream()
                        .map(EnumerablePropertySource.class::cast)
                        .flatMap(OperationsIT::settings)
                        .toList();
    }

    private static Stream<String> settings(EnumerablePropertySource<?> source) {
        return Arrays.stream(source.getPropertyNames())
                .map(name -> name + "=" + source.getProperty(name));
    }

    /// A request to an address and its response.
    private record Probe(String address, WireResponse response) {

        boolean isRejected() {
            return (List.of(400, 401, 404).contains(response.status()) || isRedirectToDocs())
                    && !response.body().contains("jvm_")
                    && !response.body().contains("_links");
        }

        /// The gateway redirects its root path to the documentation.
        private boolean isRedirectToDocs() {
            return response.status() == 302 && response.header("Location").equals("/docs");
        }

        @Override
        public String toString() {
            return address + ": " + response.status() + " " + response.body();
        }
    }
}
