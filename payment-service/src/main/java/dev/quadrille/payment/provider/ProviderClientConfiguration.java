package dev.quadrille.payment.provider;

import dev.quadrille.payment.application.PaymentProvider;
import dev.quadrille.payment.application.ProviderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ProviderClientConfiguration {

    @Bean
    PaymentProvider provider(
            RestClient.Builder builder, ProviderSettings settings, MeterRegistry meters) {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout())
                        .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.responseTimeout());
        return new HttpPaymentProvider(
                builder.baseUrl(settings.url()).requestFactory(requests).build(),
                new ResilientProviderCalls(settings, meters));
    }
}
