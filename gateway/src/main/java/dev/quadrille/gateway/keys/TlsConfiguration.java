package dev.quadrille.gateway.keys;

import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// TLS at the public port, if `quadrille.tls` is on. The certificate is that of the SSL bundle
/// `gateway`, which the user may supply with the properties `spring.ssl.bundle.pem.gateway`;
/// otherwise it is self-signed. The management port has no TLS.
///
/// Decision record: `docs/decisions/0034-tls.md`.
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {

    private static final String BUNDLE = "gateway";

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> publicPortTls(
            @Value("${quadrille.tls}") boolean tls) {
        return server -> {
            if (tls) {
                server.setSsl(Ssl.forBundle(BUNDLE));
            }
        };
    }

    @Bean
    SslBundleRegistrar selfSignedBundle(
            @Value("${quadrille.tls}") boolean tls,
            @Value("${quadrille.keys-dir}") Path directory,
            SslProperties properties) {
        SslProperties.Bundles supplied = properties.getBundle();
        boolean isSupplied =
                supplied.getPem().containsKey(BUNDLE) || supplied.getJks().containsKey(BUNDLE);
        return tls && !isSupplied
                ? new SelfSignedBundle(
                        BUNDLE, new SelfSignedCertificate(directory, InstantSource.system()))
                : _ -> {};
    }
}
