package dev.quadrille.platform.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.LongSupplier;

/// Rate-limits new traces. Each client has a small budget within an overall limit per second. A
/// load test is then not slowed down by its traces, and its traces do not displace those of a
/// person, whose few requests stay within the budget.
final class RateLimitingSampler implements Sampler {

    /// The requests of a person in a few minutes, or of a script in an instant; about 2,000 spans.
    static final int BURST_OF_A_CLIENT = 100;

    private static final long SECOND = 1_000_000_000L;

    private final Sampler behind;
    private final int perSecond;
    private final TraceBudgets budgets;
    private final LongSupplier nanoTime;
    private long second;
    private int begun;

    RateLimitingSampler(Sampler behind, int perSecond, LongSupplier nanoTime) {
        this.behind = behind;
        this.perSecond = perSecond;
        this.budgets = new TraceBudgets(BURST_OF_A_CLIENT, nanoTime);
        this.nanoTime = nanoTime;
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        boolean begins = !Span.fromContext(parent).getSpanContext().isValid();
        return begins && !(budgets.take(TraceClient.budget(parent)) && hasRoom())
                ? SamplingResult.drop()
                : behind.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    private synchronized boolean hasRoom() {
        long now = nanoTime.getAsLong() / SECOND;
        if (now != second) {
            second = now;
            begun = 0;
        }
        begun++;
        return begun <= perSecond;
    }

    @Override
    public String getDescription() {
        return "at most "
                + perSecond
                + " new traces a second, each client's share limited, of "
                + behind.getDescription();
    }
}
