package dev.quadrille.gateway.keys;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// Registers the self-signed certificate as an SSL bundle, and updates the bundle when the
/// certificate is replaced. Tomcat then uses the new one for new connections.
final class SelfSignedBundle implements SslBundleRegistrar, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SelfSignedBundle.class);
    private static final long HOURS_BETWEEN_CHECKS = 12;

    private final String name;
    private final SelfSignedCertificate certificate;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificate-renewal").factory());
    private String current = "";

    SelfSignedBundle(String name, SelfSignedCertificate certificate) {
        this.name = name;
        this.certificate = certificate;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // renew handles all failures
    public void registerBundles(SslBundleRegistry registry) {
        current = certificate.pem();
        registry.registerBundle(name, bundle(current));
        scheduler.scheduleWithFixedDelay(
                () -> renew(registry), HOURS_BETWEEN_CHECKS, HOURS_BETWEEN_CHECKS, TimeUnit.HOURS);
    }

    /// Also takes over a certificate that another replica has created.
    void renew(SslBundleRegistry registry) {
        try {
            String next = certificate.pem();
            if (!next.equals(current)) {
                registry.updateBundle(name, bundle(next));
                current = next;
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot renew the certificate; the gateway continues with the old one.", e);
        }
    }

    private static SslBundle bundle(String pem) {
        return SslBundle.of(new PemSslStoreBundle(new PemSslStoreDetails(null, pem, pem), null));
    }

    @Override
    public void destroy() {
        scheduler.shutdownNow();
    }
}
