package dev.quadrille.gateway.keys;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// TLS at the public port.
@TestInstance(Lifecycle.PER_CLASS)
class GatewayTlsIT {

    private static final int CONNECTIONS = 40;
    private static final int LARGE = 4 * 1024 * 1024;

    private final StubService service = new StubService();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private SSLContext trust;
    private GatewayClient client;

    @BeforeAll
    void start() throws Exception {
        gateway =
                startWith(
                        keys,
                        "quadrille.connections.total=" + CONNECTIONS,
                        "quadrille.connections.header-deadline=2s",
                        "quadrille.connections.idle-timeout=2s",
                        "quadrille.connections.write-allowance=2s");
        trust = trustIn(keys.resolve("tls-certificate.pem"));
    }

    @BeforeEach
    void reset() {
        client = GatewayClient.secure(gateway.port(), trust);
        service.respondWith(exchange -> StubService.respond(exchange, 200, "{}"));
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @AfterAll
    void stop() {
        gateway.close();
        service.close();
    }

    private RunningGateway startWith(Path directory, String... properties) {
        return RunningGateway.start(
                Stream.concat(
                                Stream.of(
                                        "spring.profiles.active=demo",
                                        "quadrille.tls=on",
                                        "quadrille.keys-dir=" + directory,
                                        "quadrille.services.order-service=" + service.url(),
                                        "quadrille.services.query-service=" + service.url()),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }

    @Test
    void servesHttpsWithStrictTransportSecurity() throws Exception {
        HttpResponse<String> products = client.get("/api/products");

        assertThat(products.statusCode()).isEqualTo(200);
        assertThat(products.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .startsWith("max-age=31536000");
        assertThat(client.get("/api/orders", "Authorization", "Bearer " + client.tokenFor("alice")))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(200);
    }

    @Test
    void issuesSameTokensAndKeysAsWithoutTls() throws Exception {
        assertThat(client.get("/oauth2/jwks").body()).contains("\"kty\":\"RSA\"");
        assertThat(payload(client.tokenFor("alice")))
                .contains("\"iss\":\"https://auth.quadrille.example\"");
    }

    @Test
    void servesHealthAndKeySetOnManagementPortWithoutTls() throws Exception {
        GatewayClient operations = new GatewayClient(gateway.managementPort());

        assertThat(operations.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        HttpResponse<String> keySet = operations.get("/oauth2/jwks", "Accept", "application/json");
        assertThat(keySet.statusCode()).isEqualTo(200);
        assertThat(keySet.body()).doesNotContain("\"d\":");
        assertThat(JsonPath.<Map<String, Object>>read(keySet.body(), "$"))
                .isEqualTo(JsonPath.read(client.get("/oauth2/jwks").body(), "$"));
    }

    @Test
    void transfersLargeResponses() throws Exception {
        service.respondWith(exchange -> StubService.respond(exchange, 200, "a".repeat(LARGE)));

        assertThat(client.get("/api/products").body()).hasSize(LARGE);
    }

    @Test
    void answersPlainHttpWithClearError() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("requires TLS");
        }
    }

    @Test
    void closesIncompleteHandshakesAndServesOthers() throws Exception {
        List<Socket> hostile = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                Socket socket = connect();
                hostile.add(socket);
                // Record header of a handshake of 512 bytes.
                socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0});
            }
            assertThat(client.get("/api/products").statusCode()).isEqualTo(200);
            eventually().until(() -> hostile.stream().allMatch(GatewayTlsIT::isClosedAfterOneByte));
        } finally {
            for (Socket socket : hostile) {
                socket.close();
            }
        }
    }

    @Test
    void closesConnectionsWithIncompleteRecords() throws Exception {
        try (Socket idle = connect();
                Socket slowHeader = connect()) {
            SSLSocket secure = secure(idle);
            secure.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(secure.getInputStream().read()).isEqualTo('H');
            secure(slowHeader).startHandshake();

            // Record header of application data of 16 KB, whose bytes follow one by one.
            idle.getOutputStream().write(new byte[] {23, 3, 3, 0x40, 0});
            slowHeader.getOutputStream().write(new byte[] {23, 3, 3, 0x40, 0});
            eventually().until(() -> isClosedAfterOneByte(idle));
            eventually().until(() -> isClosedAfterOneByte(slowHeader));
        }
    }

    @Test
    void closesConnectionWhoseResponseIsNotRead() throws Exception {
        service.respondWith(exchange -> StubService.respondWithZeros(exchange, 16L * LARGE));
        try (SSLSocket reader = secure(connect())) {
            reader.getOutputStream()
                    .write(
                            "GET /api/products HTTP/1.1\r\nHost: a\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            service.nextRequest();

            eventually().until(() -> gateway.openConnections() == 0);
        }
    }

    @Test
    void reusesCertificateAfterRestart(@TempDir Path directory) throws Exception {
        startWith(directory).close();
        String first = Files.readString(directory.resolve("tls.pem"));
        try (RunningGateway second = startWith(directory);
                GatewayClient trusting =
                        GatewayClient.secure(
                                second.port(), trustIn(directory.resolve("tls-certificate.pem")))) {
            assertThat(trusting.get("/actuator/health").statusCode()).isEqualTo(200);
        }
        assertThat(directory.resolve("tls.pem")).content().isEqualTo(first);
    }

    @Test
    void failsToStartIfOthersCanReadPrivateKey(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tls.pem"), Keytool.selfSigned());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> startWith(directory)).hasStackTraceContaining("chmod 600 " + file);
    }

    @Test
    void usesSuppliedCertificate(@TempDir Path directory) throws Exception {
        Path supplied = Files.writeString(directory.resolve("shop.pem"), Keytool.selfSigned());
        String bundle = "spring.ssl.bundle.pem.gateway.keystore.";
        try (RunningGateway other =
                        startWith(
                                directory,
                                bundle + "certificate=file:" + supplied,
                                bundle + "private-key=file:" + supplied);
                GatewayClient trusting = GatewayClient.secure(other.port(), trustIn(supplied));
                GatewayClient distrusting = GatewayClient.secure(other.port(), trust)) {
            assertThat(trusting.get("/actuator/health").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> distrusting.get("/actuator/health"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        assertThat(directory.resolve("tls.pem")).doesNotExist();
    }

    private Socket connect() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        return socket;
    }

    private SSLSocket secure(Socket socket) throws Exception {
        return (SSLSocket)
                trust.getSocketFactory().createSocket(socket, "localhost", gateway.port(), true);
    }

    /// Sends one byte below the TLS layer.
    private static boolean isClosedAfterOneByte(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static SSLContext trustIn(Path pem) throws Exception {
        String certificate = Files.readString(pem);
        return SslBundle.of(
                        new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(certificate)))
                .createSslContext();
    }

    private static String payload(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static ConditionFactory eventually() {
        return await().atMost(ofSeconds(30)).pollInterval(ofMillis(100));
    }
}
