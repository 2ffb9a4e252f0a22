package dev.quadrille.cli.client;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Trust in the certificates of a PEM file and in no others.
final class TrustedCertificate {

    private TrustedCertificate() {}

    static SSLContext of(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(storeWith(pem));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (NoSuchFileException e) {
            throw new StackFailure(
                    """
                    The certificate %s does not exist.
                    The gateway creates it at its first start with: QUADRILLE_TLS=on ./quadrille up\
                    """
                            .formatted(file),
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw new StackFailure(
                    "Cannot read the certificate " + file + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore storeWith(InputStream pem)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("it contains no certificate");
        }
        return store;
    }
}
