package dev.quadrille.platform.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.platform.PlatformConfiguration;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ChaosProfileTest {

    private final ApplicationContextRunner process =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    ChaosConfiguration.class,
                                    DatabaseChaosConfiguration.class,
                                    PlatformConfiguration.class))
                    .withBean(SimpleMeterRegistry.class)
                    .withPropertyValues("spring.application.name=sample-service");

    @Test
    void hasNoTogglesWithoutTheProfile() {
        process.run(context -> {
            assertThat(context).doesNotHaveBean(ChaosToggles.class);
            assertThat(context).doesNotHaveBean(FaultInjector.class);
            assertThat(context.getBean(FaultPoints.class)).isSameAs(FaultPoints.NONE);
        });
    }

    @Test
    void startsWithoutActiveFaults() {
        process.withPropertyValues("spring.profiles.active=chaos")
                .run(context -> {
                    assertThat(context.getBean(FaultPoints.class))
                            .isSameAs(context.getBean(FaultInjector.class));
                    assertThat(context.getBean(FaultInjector.class).isIdle()).isTrue();
                });
    }

    @Test
    void refusesToStartInProduction() {
        process.withPropertyValues("spring.profiles.active=chaos,prod")
                .run(context ->
                        assertThat(context).getFailure().isInstanceOf(ChaosInProduction.class));
    }

    @Test
    void explainsWhyItDoesNotStart() {
        FailureAnalysis analysis =
                requireNonNull(new ChaosInProduction.Analyzer().analyze(new ChaosInProduction()));

        assertThat(analysis.getDescription())
                .isEqualTo("The profiles chaos and prod are both active.");
        assertThat(analysis.getAction()).contains("SPRING_PROFILES_ACTIVE");
    }

    @Test
    void marksSpansThatBeginDuringAFault() {
        FaultSpans spans = new FaultSpans();
        try (SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(spans).build()) {
            var tracer = provider.get("test");
            spans.during(
                    Set.of(Fault.EVENT_LATENCY),
                    () ->
                            assertThat(attribute(tracer.spanBuilder("in")))
                                    .isEqualTo("event-latency"));
            assertThat(attribute(tracer.spanBuilder("after"))).isNull();
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        spans.during(
                                Set.of(),
                                () -> {
                                    throw new IllegalStateException("on purpose");
                                }));
    }

    private static @Nullable String attribute(SpanBuilder builder) {
        return builder.startSpan() instanceof ReadableSpan span
                ? span.getAttribute(FaultInjector.ATTRIBUTE)
                : null;
    }
}
