package dev.quadrille.local.trace;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The received spans of one trace.
record Trace(List<TraceSpan> spans) {

    Trace {
        spans = List.copyOf(spans);
    }

    /// A span and its depth in the tree.
    record Row(TraceSpan span, int depth) {}

    /// The id of the order that the trace belongs to.
    Optional<String> order() {
        return spans.stream().flatMap(span -> span.order().stream()).findFirst();
    }

    /// The root span; empty if it has not been received.
    Optional<TraceSpan> request() {
        return spans.stream().filter(span -> span.parentId().isEmpty()).findFirst();
    }

    Optional<TraceSpan> find(String spanId) {
        return spans.stream().filter(span -> span.spanId().equals(spanId)).findFirst();
    }

    String id() {
        return spans.isEmpty() ? "" : spans.getFirst().traceId();
    }

    long start() {
        return spans.stream().mapToLong(TraceSpan::start).min().orElse(0);
    }

    long end() {
        return spans.stream().mapToLong(TraceSpan::end).max().orElse(0);
    }

    long errors() {
        return spans.stream().filter(span -> span.error().isPresent()).count();
    }

    /// The spans as a tree in depth-first order, siblings by start time. A span whose parent has
    /// not been received is at the top level.
    List<Row> rows() {
        Set<String> known = spans.stream().map(TraceSpan::spanId).collect(toSet());
        Map<String, List<TraceSpan>> children =
                spans.stream()
                        .sorted(comparingLong(TraceSpan::start))
                        .collect(
                                groupingBy(span ->
                                        known.contains(span.parentId()) ? span.parentId() : ""));
        List<Row> rows = new ArrayList<>();
        addChildren("", 0, children, rows);
        return rows;
    }

    private static void addChildren(
            String parent, int depth, Map<String, List<TraceSpan>> children, List<Row> rows) {
        // Removed, so that spans that are each other's parents do not cause an endless recursion.
        List<TraceSpan> siblings = children.remove(parent);
        if (siblings == null) {
            return;
        }
        for (TraceSpan span : siblings) {
            rows.add(new Row(span, depth));
            addChildren(span.spanId(), depth + 1, children, rows);
        }
    }
}
