package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitingSamplerTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private long now = 5_000_000_000L;
    private final Sampler sampler = sampler(2);

    @Test
    void limitsNewTracesPerSecond() {
        assertThat(sampled(Context.root(), 5)).isEqualTo(2);
        now += 999_999_999L;
        assertThat(sampled(Context.root(), 5)).isZero();
        now += 1;
        assertThat(sampled(Context.root(), 5)).isEqualTo(2);
    }

    @Test
    void keepsSamplingDecisionOfParent() {
        assertThat(sampled(within(TraceFlags.getSampled()), 5)).isEqualTo(5);
        assertThat(sampled(within(TraceFlags.getDefault()), 5)).isZero();
    }

    /// One hour of a load test while another client places one order a minute.
    @Test
    void recordsOrdersOfOtherClientDuringLoadTest() {
        Sampler launcherSampler = sampler(100);
        long load = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int second = 0; second < 60; second++) {
                now += 1_000_000_000L;
                load += sampled(launcherSampler, client("load"), 300);
            }
            assertThat(sampled(launcherSampler, client("person"), 1)).isOne();
        }
        assertThat(load).isBetween(720L, 720L + RateLimitingSampler.BURST_OF_A_CLIENT);
    }

    @Test
    void appliesOverallLimitToManyClients() {
        Sampler launcherSampler = sampler(100);
        long all = 0;
        for (int client = 0; client < 10_000; client++) {
            all += sampled(launcherSampler, client("invented " + client), 1);
        }
        assertThat(all).isEqualTo(100);
    }

    @Test
    void readsDoNotUseBudgetOfOrders() {
        Sampler launcherSampler = sampler(1_000);
        assertThat(sampled(launcherSampler, client("poller", true), 500))
                .isEqualTo(RateLimitingSampler.BURST_OF_A_CLIENT);
        assertThat(sampled(launcherSampler, client("poller", false), 1)).isOne();
    }

    private Sampler sampler(int perSecond) {
        return new RateLimitingSampler(
                Sampler.parentBased(Sampler.alwaysOn()), perSecond, () -> now);
    }

    private static Context client(String name) {
        return client(name, false);
    }

    private static Context client(String name, boolean reads) {
        try (Scope _ = TraceClient.enter(name, reads)) {
            return Context.current();
        }
    }

    private long sampled(Context parent, int times) {
        return sampled(sampler, parent, times);
    }

    private static long sampled(Sampler sampler, Context parent, int times) {
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
