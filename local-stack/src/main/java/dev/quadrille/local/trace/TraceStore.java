package dev.quadrille.local.trace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The newest traces. Full, it forgets the oldest ones.
final class TraceStore {

    private final int capacity;
    private final int largestTrace;
    private final Map<String, List<TraceSpan>> traces = new LinkedHashMap<>();
    private int size;

    /// @param capacity in spans
    /// @param largestTrace in spans, too; what comes of a trace beyond that is dropped
    TraceStore(int capacity, int largestTrace) {
        this.capacity = capacity;
        this.largestTrace = largestTrace;
    }

    synchronized void add(List<TraceSpan> spans) {
        spans.forEach(this::add);
        Iterator<List<TraceSpan>> oldest = traces.values().iterator();
        while (size > capacity) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }

    private void add(TraceSpan span) {
        List<TraceSpan> trace = traces.computeIfAbsent(span.traceId(), _ -> new ArrayList<>());
        if (trace.size() < largestTrace) {
            trace.add(span);
            size++;
        }
    }

    /// The spans that have come so far; none if the trace is not known.
    synchronized Trace find(String traceId) {
        return new Trace(traces.getOrDefault(traceId, List.of()));
    }

    /// Traces that an order belongs to, newest first.
    synchronized List<Trace> newest(int limit) {
        return new ArrayList<>(traces.values())
                .reversed().stream()
                        .map(Trace::new)
                        .filter(trace -> trace.order().isPresent())
                        .limit(limit)
                        .toList();
    }
}
