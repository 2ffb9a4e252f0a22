package dev.quadrille.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/// The self-signed certificate of the public port, in a directory that the replicas of the gateway
/// share. It is created at the first start and replaced before it expires.
final class SelfSignedCertificate {

    /// A certificate is replaced this time before it expires.
    static final Duration RENEWAL = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(SelfSignedCertificate.class);
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private final OwnerOnlyFile file;
    private final Path published;
    private final InstantSource clock;

    SelfSignedCertificate(Path directory, InstantSource clock) {
        this.file = new OwnerOnlyFile(directory.resolve("tls.pem"));
        this.published = directory.toAbsolutePath().resolve("tls-certificate.pem");
        this.clock = clock;
    }

    /// Returns the private key and the certificate in PEM format. Also writes the certificate alone
    /// to the file `tls-certificate.pem`, which clients may read.
    String pem() {
        try {
            file.createIfMissing(Keytool::selfSigned);
            String pem = file.read();
            if (expiresSoon(pem)) {
                LOG.info("Replacing the certificate in {}, which expires soon.", file);
                file.replace(Keytool.selfSigned());
                pem = file.read();
            }
            publish(pem.substring(pem.indexOf(BEGIN)));
            return pem;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the certificate file " + file, e);
        }
    }

    private boolean expiresSoon(String pem) {
        Instant renewal = clock.instant().plus(RENEWAL);
        return PemContent.of(pem).getCertificates().stream()
                .anyMatch(it -> it.getNotAfter().toInstant().isBefore(renewal));
    }

    private void publish(String certificate) throws IOException {
        Path temporary =
                published.resolveSibling(published.getFileName() + "." + UUID.randomUUID());
        Files.writeString(temporary, certificate);
        Files.move(
                temporary,
                published,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
