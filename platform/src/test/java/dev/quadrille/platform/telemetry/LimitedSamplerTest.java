package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitedSamplerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private long now = 5_000_000_000L;
    private final Sampler sampler =
            new LimitedSampler(Sampler.parentBased(Sampler.alwaysOn()), 2, () -> now);

    @Test
    void recordsSoManyNewTracesASecond() {
        assertThat(sampled(Context.root(), 5)).isEqualTo(2);
        now += 999_999_999L;
        assertThat(sampled(Context.root(), 5)).isZero();
        now += 1;
        assertThat(sampled(Context.root(), 5)).isEqualTo(2);
    }

    @Test
    void cutsNoTraceThatHasBegun() {
        assertThat(sampled(within(TraceFlags.getSampled()), 5)).isEqualTo(5);
        assertThat(sampled(within(TraceFlags.getDefault()), 5)).isZero();
    }

    private long sampled(Context parent, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ ->
                        sampler.shouldSample(
                                parent,
                                TRACE,
                                "http post",
                                SpanKind.SERVER,
                                Attributes.empty(),
                                List.of()))
                .filter(it -> it.getDecision() == SamplingDecision.RECORD_AND_SAMPLE)
                .count();
    }

    private static Context within(TraceFlags flags) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        TRACE,
                                        "00f067aa0ba902b7",
                                        flags,
                                        TraceState.getDefault())));
    }
}
