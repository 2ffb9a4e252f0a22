package dev.quadrille.gateway.upstream;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// TLS of upstream calls to `https` addresses. With an SSL bundle the gateway presents its
/// certificate (mutual TLS), and trusts the certificates of the bundle only.
@Configuration(proxyBeanMethods = false)
class UpstreamTls {

    @Bean
    TlsSocketStrategy upstreamTlsStrategy(
            @Value("${quadrille.upstream.ssl-bundle}") String bundle, SslBundles bundles) {
        SSLContext context =
                bundle.isBlank()
                        ? SSLContexts.createSystemDefault()
                        : bundles.getBundle(bundle).createSslContext();
        return new DefaultClientTlsStrategy(context);
    }
}
