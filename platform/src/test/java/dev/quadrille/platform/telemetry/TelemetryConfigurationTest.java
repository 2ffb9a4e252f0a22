package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.PlatformConfiguration;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/// Tests the properties to which Spring Boot maps the standard environment variables.
class TelemetryConfigurationTest {

    private static final String ENDPOINT =
            "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces";

    @Test
    void recordsAndExportsNothingWithoutCollector() {
        try (ConfigurableApplicationContext context = with()) {
            assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
            assertThat(sampler(context)).contains("AlwaysOffSampler");
        }
    }

    @Test
    void recordsEverythingWithCollector() {
        try (ConfigurableApplicationContext context = with(ENDPOINT)) {
            assertThat(context.getBeanNamesForType(SpanExporter.class)).hasSize(1);
            assertThat(context.getBean(SpanExporter.class).toString())
                    .contains("http://127.0.0.1:1/v1/traces");
            assertThat(sampler(context)).contains("TraceIdRatioBased{1.0");
        }
    }

    @Test
    void recordsConfiguredFraction() {
        try (ConfigurableApplicationContext context =
                with(
                        ENDPOINT,
                        "management.opentelemetry.tracing.sampler=parent-based-trace-id-ratio",
                        "management.tracing.sampling.probability=0.01")) {
            assertThat(sampler(context)).contains("TraceIdRatioBased{0.01");
        }
    }

    @Test
    void recordsNothingIfExportIsDisabled() {
        try (ConfigurableApplicationContext context =
                with(ENDPOINT, "management.tracing.export.otlp.enabled=false")) {
            assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
            assertThat(sampler(context)).contains("AlwaysOffSampler");
        }
    }

    @Test
    void startsWithDisabledSdk() {
        try (ConfigurableApplicationContext context =
                with("management.opentelemetry.enabled=false")) {
            assertThat(context.getBean(CurrentTrace.class).traceparent()).isEmpty();
        }
    }

    @Test
    void reportsHostAndProcess() {
        try (ConfigurableApplicationContext context = with(ENDPOINT)) {
            assertThat(context.getBean(SdkTracerProvider.class).toString())
                    .contains("host.id=")
                    .contains("service.instance.id=")
                    .contains(":" + ProcessHandle.current().pid());
        }
    }

    @Test
    void usesConfiguredHostAndProcess() {
        try (ConfigurableApplicationContext context =
                with(
                        ENDPOINT,
                        "management.opentelemetry.resource-attributes[host.id]=rack-7",
                        "management.opentelemetry.resource-attributes[service.instance.id]=blue")) {
            assertThat(context.getBean(SdkTracerProvider.class).toString())
                    .contains("host.id=\"rack-7\"")
                    .contains("service.instance.id=\"blue\"");
        }
    }

    private static String sampler(ConfigurableApplicationContext context) {
        return context.getBean(SdkTracerProvider.class).getSampler().getDescription();
    }

    private static ConfigurableApplicationContext with(String... properties) {
        SpringApplication application = new SpringApplication(Bare.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(
                Stream.concat(
                                Stream.of(
                                        "spring.config.import=classpath:platform.yml",
                                        "spring.main.keep-alive=false"),
                                Stream.of(properties))
                        .map("--"::concat)
                        .toArray(String[]::new));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PlatformConfiguration.class,
        TelemetryConfiguration.class,
        OpenTelemetrySdkAutoConfiguration.class,
        MicrometerTracingAutoConfiguration.class,
        OtlpTracingAutoConfiguration.class,
        OpenTelemetryTracingAutoConfiguration.class
    })
    static class Bare {}
}
