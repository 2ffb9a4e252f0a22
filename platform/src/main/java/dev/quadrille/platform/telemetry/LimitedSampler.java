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

/// Records at most so many new traces a second, as the sampler behind it says, so that what a
/// person does can always be seen and a load is not slowed down by being watched.
final class LimitedSampler implements Sampler {

    private static final long SECOND = 1_000_000_000L;

    private final Sampler behind;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private long second;
    private int begun;

    LimitedSampler(Sampler behind, int perSecond, LongSupplier nanoTime) {
        this.behind = behind;
        this.perSecond = perSecond;
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
        return begins && !hasRoom()
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
        return "at most " + perSecond + " a second of " + behind.getDescription();
    }
}
