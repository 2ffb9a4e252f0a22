package dev.quadrille.query.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/// The audit's calls to a service that requires client certificates, with the certificates of
/// `docker/tls/create-certificates`.
@TestInstance(Lifecycle.PER_CLASS)
class AuditClientIT {

    private static final String PASSWORD = "test-password";

    @TempDir private static Path certificates;

    private HttpsServer service;

    @BeforeAll
    void start() throws Exception {
        createCertificates();
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(
                new HttpsConfigurator(bundle("order-service").createSslContext()) {
                    @Override
                    public void configure(HttpsParameters connection) {
                        SSLParameters required = getSSLContext().getDefaultSSLParameters();
                        required.setNeedClientAuth(true);
                        connection.setSSLParameters(required);
                    }
                });
        service.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        service.start();
    }

    @AfterAll
    void stop() {
        service.stop(0);
    }

    @Test
    void presentsTheCertificateOfQueryService() {
        assertThat(read("query-service")).isEqualTo(204);
    }

    @Test
    void isRefusedWithTheCertificateOfAnotherService() {
        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> read("payment-service"));
    }

    private int read(String owner) {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("service", bundle(owner));
        RestClient client =
                new AuditClientConfiguration()
                        .auditClient(RestClient.builder(), JsonMapper.shared(), "service", bundles);
        return client.get()
                .uri(
                        "https://localhost:%d/internal/audit/backlog"
                                .formatted(service.getAddress().getPort()))
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private static SslBundle bundle(String owner) {
        JksSslStoreDetails store =
                new JksSslStoreDetails(
                        "PKCS12", null, "file:" + certificates.resolve(owner + ".p12"), PASSWORD);
        return SslBundle.of(new JksSslStoreBundle(store, store), SslBundleKey.of(PASSWORD));
    }

    private static void createCertificates() throws Exception {
        ProcessBuilder script =
                new ProcessBuilder("../docker/tls/create-certificates", certificates.toString());
        script.environment().put("QUADRILLE_TLS_PASSWORD", PASSWORD);
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
