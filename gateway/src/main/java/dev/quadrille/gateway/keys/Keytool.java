package dev.quadrille.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Creates certificates with the program `keytool` of the Java runtime.
///
/// Decision record: `docs/decisions/0034-tls.md`.
final class Keytool {

    private static final String ALIAS = "gateway";
    private static final String PASSWORD_VARIABLE = "QUADRILLE_KEYTOOL_PASSWORD";

    /// Clients accept at most 398 days.
    private static final String DAYS = "397";

    private static final List<String> OPTIONS =
            List.of(
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=Quadrille gateway",
                    "-ext",
                    "san=dns:localhost,dns:gateway,ip:127.0.0.1,ip:::1",
                    "-ext",
                    "ku:critical=digitalSignature",
                    "-ext",
                    "eku=serverAuth",
                    // The clock of a client may be slow.
                    "-startdate",
                    "-1H",
                    "-validity",
                    DAYS,
                    "-storetype",
                    "PKCS12",
                    "-storepass:env",
                    PASSWORD_VARIABLE);

    private Keytool() {}

    /// Returns a new private key and a self-signed certificate for it, in PEM format. The
    /// certificate names the local host, and the gateway's host name in Docker Compose.
    static String selfSigned() {
        try {
            Path directory = Files.createTempDirectory("quadrille-tls");
            Path store = directory.resolve("store.p12");
            try {
                return create(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a certificate with keytool", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot create a certificate with keytool", e);
        }
    }

    private static String create(Path file) throws IOException, GeneralSecurityException {
        String password = UUID.randomUUID().toString();
        run(file, password);
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        byte[] key = store.getKey(ALIAS, password.toCharArray()).getEncoded();
        byte[] certificate = store.getCertificate(ALIAS).getEncoded();
        return pem("PRIVATE KEY", key) + pem("CERTIFICATE", certificate);
    }

    private static void run(Path file, String password) throws IOException {
        ProcessBuilder keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(OPTIONS);
        keytool.command().addAll(List.of("-keystore", file.toString()));
        keytool.environment().put(PASSWORD_VARIABLE, password);
        Process process = keytool.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (exitCode(process) != 0) {
            throw new IOException("keytool failed: " + output.strip());
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool was running", e);
        }
    }

    private static String pem(String type, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}
