package dev.quadrille.platform.chaos;

import dev.quadrille.platform.fault.Fault;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Set;
import java.util.stream.Collectors;

/// Marks the spans that begin while an injected fault has its effect, on the thread that it
/// affects.
public final class FaultSpans implements SpanProcessor {

    private final ThreadLocal<Set<Fault>> current = ThreadLocal.withInitial(Set::of);

    /// Runs work whose spans get the attribute `chaos.fault`, unless there are no faults.
    public void during(Set<Fault> faults, Runnable work) {
        current.set(faults);
        try {
            work.run();
        } finally {
            current.remove();
        }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        Set<Fault> faults = current.get();
        if (!faults.isEmpty()) {
            span.setAttribute(
                    FaultInjector.ATTRIBUTE,
                    faults.stream().map(Fault::label).sorted().collect(Collectors.joining(", ")));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
