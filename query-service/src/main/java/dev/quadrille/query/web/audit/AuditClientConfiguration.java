package dev.quadrille.query.web.audit;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditAddresses.class)
class AuditClientConfiguration {

    // Includes the TLS handshake, the first of which takes a second or more.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // Longer than the longest statement of a service.
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(12);

    /// A tolerant reader: a newer release of a service may return further fields.
    ///
    /// @param bundle SSL bundle for `https` addresses, with the certificate of this service (mutual
    ///   TLS); empty for the trust store of the JVM
    @Bean
    RestClient auditClient(
            RestClient.Builder builder,
            JsonMapper json,
            @Value("${quadrille.audit.ssl-bundle}") String bundle,
            SslBundles bundles) {
        HttpClient.Builder http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        if (!bundle.isBlank()) {
            http.sslContext(bundles.getBundle(bundle).createSslContext());
        }
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(RESPONSE_TIMEOUT);
        JsonMapper tolerant =
                json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        return builder.requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(tolerant)))
                .build();
    }
}
