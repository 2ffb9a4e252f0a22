package dev.quadrille.cli.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.jvm.Compiler;
import dev.quadrille.local.tls.GatewayTls;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client of a gateway with TLS.
class SecureClientTest {

    private static final String TOKEN = "{\"access_token\":\"t\"}";

    @TempDir private Path folder;

    @Test
    void trustsTheCertificateOfTheStack() throws Exception {
        ServerCertificate certificate = ServerCertificate.createIn(folder);
        certificate.writeTo(trusted());
        try (FakeGateway gateway = new FakeGateway(certificate.serverContext())) {
            gateway.respond("/oauth2/token", 200, TOKEN);

            assertThat(new QuadrilleClient(layout(gateway)).token("alice")).isEqualTo("t");
        }
    }

    @Test
    void refusesAnotherCertificate() throws Exception {
        ServerCertificate.createIn(Files.createDirectory(folder.resolve("other")))
                .writeTo(trusted());
        try (FakeGateway gateway =
                new FakeGateway(ServerCertificate.createIn(folder).serverContext())) {
            QuadrilleClient client = new QuadrilleClient(layout(gateway));

            assertThatThrownBy(() -> client.token("alice"))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("The TLS connection to https://localhost:");
            assertThat(gateway.lastMethod("/oauth2/token")).isEmpty();
        }
    }

    @Test
    void explainsThatTheGatewayHasNoTls() throws Exception {
        ServerCertificate.createIn(folder).writeTo(trusted());
        // The gateway answers a TLS handshake, which is no HTTP request, with an error.
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answer(plain));
            QuadrilleClient client = new QuadrilleClient(layout(plain.getLocalPort()));

            assertThatThrownBy(() -> client.token("alice"))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("without QUADRILLE_TLS=on");
        }
    }

    @Test
    void explainsWhereTheCertificateComesFrom() throws Exception {
        try (FakeGateway gateway = new FakeGateway()) {
            assertThatThrownBy(() -> new QuadrilleClient(layout(gateway)))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(trusted().toString())
                    .hasMessageContaining("QUADRILLE_TLS=on ./quadrille up");
        }
    }

    @Test
    void reportsFileWithoutCertificate() throws Exception {
        Files.createDirectories(trusted().getParent());
        Files.writeString(trusted(), "");
        try (FakeGateway gateway = new FakeGateway()) {
            assertThatThrownBy(() -> new QuadrilleClient(layout(gateway)))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Cannot read the certificate " + trusted());
        }
    }

    private static void answer(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            client.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(US_ASCII));
            // Closing with unread bytes would reset the connection.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path trusted() {
        return folder.resolve("home/gateway/tls-certificate.pem");
    }

    private StackLayout layout(FakeGateway gateway) {
        return layout(gateway.port());
    }

    private StackLayout layout(int port) {
        return new StackLayout(
                Path.of("."),
                folder.resolve("home"),
                new Ports(0, port),
                Compiler.QUICK,
                Map.of(),
                Map.of(),
                new GatewayTls(true, ""));
    }
}
