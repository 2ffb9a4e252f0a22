package dev.quadrille.payment.provider;

import dev.quadrille.payment.application.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    // Above what a slow charge takes, far below the worker's lease.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    @Bean
    Provider provider(
            RestClient.Builder builder,
            @Value("${quadrille.provider.url}") String url,
            MeterRegistry meters) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(1))
                        .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(ANSWER_WITHIN);
        return new HttpProvider(
                builder.baseUrl(url).requestFactory(requests).build(), new ProviderGuard(meters));
    }
}
