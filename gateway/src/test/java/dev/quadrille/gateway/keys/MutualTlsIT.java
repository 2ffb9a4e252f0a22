package dev.quadrille.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Mutual TLS between the gateway and a service, with the properties of
/// `docker-compose.mutual-tls.yml` and the certificates of `docker/tls/create-certificates`. The
/// service is a second gateway, because its port has the same configuration as that of a service.
@TestInstance(Lifecycle.PER_CLASS)
class MutualTlsIT {

    private static final String PASSWORD = "test-password";

    @TempDir private static Path ours;
    @TempDir private static Path others;
    @TempDir private static Path keys;

    private final StubService stub = new StubService();
    private RunningGateway service;

    @BeforeAll
    void start() throws Exception {
        createCertificates(ours);
        createCertificates(others);
        List<String> properties = store("service", ours.resolve("query-service.p12"));
        properties.add("server.ssl.bundle=service");
        properties.add("server.ssl.client-auth=need");
        properties.add("management.server.ssl.enabled=false");
        properties.add("spring.profiles.active=demo,chaos");
        service = startGateway(stub.url(), properties);
    }

    @AfterAll
    void stop() {
        service.close();
        stub.close();
    }

    @Test
    void forwardsRequestsWithCertificateOfGateway() throws Exception {
        List<String> properties = store("upstream", ours.resolve("gateway.p12"));
        properties.add("quadrille.upstream.ssl-bundle=upstream");

        HttpResponse<String> response = getProducts(properties);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(stub.nextRequest().uri()).isEqualTo("/api/products");
    }

    @Test
    void setsFaultsOfServiceWithCertificateOfGateway() throws Exception {
        List<String> properties = store("upstream", ours.resolve("gateway.p12"));
        properties.add("quadrille.upstream.ssl-bundle=upstream");
        properties.add("spring.profiles.active=demo,chaos");

        try (RunningGateway gateway = startGateway(serviceUrl(), properties)) {
            HttpResponse<String> response = setFault(gateway.client());

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("\"acknowledged\":true");
        }
    }

    @Test
    void setsNoFaultsOfServiceWithoutCertificate() throws Exception {
        List<String> properties = trustStore("upstream", ours.resolve("gateway.p12"));
        properties.add("quadrille.upstream.ssl-bundle=upstream");
        properties.add("spring.profiles.active=demo,chaos");

        try (RunningGateway gateway = startGateway(serviceUrl(), properties)) {
            assertThat(setFault(gateway.client()).statusCode()).isEqualTo(503);
        }
    }

    private static HttpResponse<String> setFault(GatewayClient client) throws Exception {
        return client.send(
                client.request("/api/chaos/query-service/http-latency")
                        .header("Authorization", "Bearer " + client.tokenFor("operator"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"delayMillis\":1,\"seconds\":1}")));
    }

    private String serviceUrl() {
        return "https://localhost:" + service.port();
    }

    @Test
    void isRefusedWithoutCertificate() throws Exception {
        List<String> properties = trustStore("upstream", ours.resolve("gateway.p12"));
        properties.add("quadrille.upstream.ssl-bundle=upstream");

        assertRefused(properties);
    }

    /// Only the gateway's certificate may be used by a client.
    @Test
    void isRefusedWithCertificateOfService() throws Exception {
        List<String> properties = store("upstream", ours.resolve("order-service.p12"));
        properties.add("quadrille.upstream.ssl-bundle=upstream");

        assertRefused(properties);
    }

    @Test
    void isRefusedWithCertificateOfAnotherAuthority() throws Exception {
        List<String> properties = keyStore("upstream", others.resolve("gateway.p12"));
        properties.addAll(trustStore("upstream", ours.resolve("gateway.p12")));
        properties.add("quadrille.upstream.ssl-bundle=upstream");

        assertRefused(properties);
    }

    @Test
    void distrustsServiceWithCertificateOfAnotherAuthority() throws Exception {
        List<String> properties = keyStore("upstream", ours.resolve("gateway.p12"));
        properties.addAll(trustStore("upstream", others.resolve("gateway.p12")));
        properties.add("quadrille.upstream.ssl-bundle=upstream");

        assertRefused(properties);
    }

    @Test
    void servesManagementPortOfServiceWithoutTls() throws Exception {
        assertThat(
                        new GatewayClient(service.managementPort())
                                .get("/actuator/health/readiness")
                                .statusCode())
                .isEqualTo(200);
    }

    private void assertRefused(List<String> properties) throws Exception {
        HttpResponse<String> response = getProducts(properties);

        // 502 if the service closes the connection before the gateway has read its alert.
        assertThat(response.statusCode()).as(response.body()).isIn(502, 503);
        assertThat(stub.receivedNothing()).isTrue();
    }

    private HttpResponse<String> getProducts(List<String> properties) throws Exception {
        stub.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
        try (RunningGateway gateway = startGateway(serviceUrl(), properties)) {
            return gateway.client().get("/api/products");
        }
    }

    private static RunningGateway startGateway(String queryService, List<String> properties) {
        return RunningGateway.start(
                Stream.concat(
                                Stream.of(
                                        "spring.profiles.active=demo",
                                        "quadrille.keys-dir=" + keys,
                                        "quadrille.services.query-service=" + queryService),
                                properties.stream())
                        .toArray(String[]::new));
    }

    private static List<String> store(String bundle, Path file) {
        List<String> properties = keyStore(bundle, file);
        properties.addAll(trustStore(bundle, file));
        return properties;
    }

    private static List<String> keyStore(String bundle, Path file) {
        return properties(bundle, "keystore", file);
    }

    private static List<String> trustStore(String bundle, Path file) {
        return properties(bundle, "truststore", file);
    }

    private static List<String> properties(String bundle, String store, Path file) {
        String prefix = "spring.ssl.bundle.jks." + bundle + "." + store + ".";
        return new ArrayList<>(
                List.of(
                        prefix + "location=file:" + file,
                        prefix + "password=" + PASSWORD,
                        prefix + "type=PKCS12"));
    }

    private static void createCertificates(Path directory) throws Exception {
        ProcessBuilder script =
                new ProcessBuilder("../docker/tls/create-certificates", directory.toString());
        script.environment().put("QUADRILLE_TLS_PASSWORD", PASSWORD);
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
