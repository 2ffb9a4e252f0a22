package dev.quadrille.gateway.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.pem.PemContent;

class SelfSignedCertificateTest {

    @TempDir private Path keys;

    @Test
    void namesTheLocalHost() throws Exception {
        X509Certificate certificate = certificateOf(at(Instant.now()).pem());

        List<String> names = new ArrayList<>();
        certificate.getSubjectAlternativeNames().forEach(name -> names.add("" + name.get(1)));
        assertThat(names)
                .containsExactlyInAnyOrder("localhost", "gateway", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(Duration.between(Instant.now(), certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(395), Duration.ofDays(398));
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void keepsItsKeyPrivateAndPublishesTheCertificate() throws Exception {
        String pem = at(Instant.now()).pem();

        assertThat(Files.getPosixFilePermissions(keys.resolve("tls.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String published = Files.readString(keys.resolve("tls-certificate.pem"));
        assertThat(published).doesNotContain("PRIVATE KEY");
        assertThat(certificateOf(published)).isEqualTo(certificateOf(pem));
    }

    @Test
    void isKeptUntilItExpiresSoon() {
        String first = at(Instant.now()).pem();
        Instant expiry = certificateOf(first).getNotAfter().toInstant();
        Instant renewal = expiry.minus(SelfSignedCertificate.RENEWAL);

        assertThat(at(renewal.minusSeconds(60)).pem()).isEqualTo(first);

        String second = at(renewal.plusSeconds(60)).pem();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.resolve("tls-certificate.pem"))
                .content()
                .isEqualTo(second.substring(second.indexOf("-----BEGIN CERTIFICATE")));
    }

    @Test
    void updatesBundleWithRenewedCertificate() throws Exception {
        DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry();
        SelfSignedBundle bundle = new SelfSignedBundle("gateway", at(Instant.now()));
        bundle.registerBundles(registry);
        var before = certificateOf(registry);

        bundle.renew(registry);
        assertThat(certificateOf(registry)).isEqualTo(before);

        Instant soon = Instant.now().plus(Duration.ofDays(380));
        String renewed = at(soon).pem();
        bundle.renew(registry);
        bundle.destroy();
        assertThat(certificateOf(registry)).isEqualTo(certificateOf(renewed)).isNotEqualTo(before);
    }

    @Test
    void rejectsFileWithoutCertificate() throws Exception {
        Files.writeString(keys.resolve("tls.pem"), "");
        Files.setPosixFilePermissions(
                keys.resolve("tls.pem"), PosixFilePermissions.fromString("rw-------"));

        assertThatIllegalStateException().isThrownBy(at(Instant.now())::pem);
    }

    private SelfSignedCertificate at(Instant now) {
        return new SelfSignedCertificate(keys, InstantSource.fixed(now));
    }

    private static X509Certificate certificateOf(String pem) {
        return PemContent.of(pem).getCertificates().getFirst();
    }

    private static Certificate certificateOf(DefaultSslBundleRegistry registry)
            throws KeyStoreException {
        return requireNonNull(registry.getBundle("gateway").getStores().getKeyStore())
                .getCertificate("ssl");
    }
}
