package dev.quadrille.platform.telemetry;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpHttpSpanExporterBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/// Configures traces by the standard `OTEL_*` variables. Without a collector there are none.
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
public class TelemetryConfiguration {

    @Bean
    CurrentTrace currentTrace(ObjectProvider<Tracer> tracer) {
        return new CurrentTrace(tracer);
    }

    @Bean
    OrderTraces orderTraces(
            ObjectProvider<io.opentelemetry.api.trace.Tracer> tracer,
            ObjectProvider<SpanExporter> collectors) {
        return isAny(collectors) ? new OrderTraces(tracer.getIfAvailable()) : OrderTraces.OFF;
    }

    @Bean
    SpanExporters spanExporters(ObjectProvider<SpanExporter> collectors) {
        return SpanExporters.of(
                collectors
                        .orderedStream()
                        .<SpanExporter>map(it -> new LogOnceSpanExporter(new RedactingExporter(it)))
                        .toList());
    }

    /// Trace ids are created and propagated in any case: problem documents contain them.
    @Bean
    SdkTracerProviderBuilderCustomizer sampling(
            ObjectProvider<SpanExporter> collectors,
            ObjectProvider<Sampler> samplers,
            @Value("${quadrille.traces.per-second:0}") int perSecond) {
        return builder ->
                builder.setSampler(
                        isAny(collectors)
                                ? limited(samplers.getObject(), perSecond)
                                : Sampler.alwaysOff());
    }

    private static Sampler limited(Sampler sampler, int perSecond) {
        return perSecond == 0
                ? sampler
                : new RateLimitingSampler(sampler, perSecond, System::nanoTime);
    }

    /// Spans that cannot be sent are dropped: retries would only delay the end of the process.
    @Bean
    OtlpHttpSpanExporterBuilderCustomizer sendsOnce() {
        return builder -> builder.setRetryPolicy(null);
    }

    /// Health checks and scrapes are not traced. Attributes that the user sets, by
    /// `OTEL_RESOURCE_ATTRIBUTES` or as properties, take precedence.
    @Bean
    SdkTracerProviderBuilderCustomizer process(ObjectProvider<Resource> resources) {
        return builder ->
                builder.setResource(
                        resources.stream().reduce(ProcessResource.get(), Resource::merge));
    }

    @Bean
    HttpClientSpanNames clientSpanNames() {
        return new HttpClientSpanNames();
    }

    @Bean
    HttpServerSpanNames serverSpanNames() {
        return new HttpServerSpanNames();
    }

    /// Requests that processes send on their own account are not observed.
    @Bean
    ObservationPredicate noHousekeeping() {
        return (_, context) ->
                !(context instanceof ServerRequestObservationContext request
                        && isHousekeeping(request.getCarrier()));
    }

    private static boolean isHousekeeping(@Nullable HttpServletRequest request) {
        return request != null
                && (request.getRequestURI().startsWith("/actuator")
                        || request.getRequestURI().equals("/oauth2/jwks"));
    }

    private static boolean isAny(ObjectProvider<?> beans) {
        return StreamSupport.stream(beans.spliterator(), false).findAny().isPresent();
    }
}
