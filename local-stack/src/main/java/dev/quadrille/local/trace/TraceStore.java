package dev.quadrille.local.trace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the newest traces in memory and evicts the oldest ones.
final class TraceStore {

    private final int capacity;
    private final int maxSpansPerTrace;
    private final Map<String, List<TraceSpan>> traces = new LinkedHashMap<>();
    private int size;

    /// @param capacity the maximum number of spans
    /// @param maxSpansPerTrace further spans of a trace are dropped
    TraceStore(int capacity, int maxSpansPerTrace) {
        this.capacity = capacity;
        this.maxSpansPerTrace = maxSpansPerTrace;
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
        if (trace.size() < maxSpansPerTrace) {
            trace.add(span);
            size++;
        }
    }

    /// The spans received so far; an unknown trace is empty.
    synchronized Trace find(String traceId) {
        return new Trace(traces.getOrDefault(traceId, List.of()));
    }

    /// The traces that belong to an order, newest first.
    synchronized List<Trace> newest(int limit) {
        return new ArrayList<>(traces.values())
                .reversed().stream()
                        .map(Trace::new)
                        .filter(trace -> trace.order().isPresent())
                        .limit(limit)
                        .toList();
    }
}
