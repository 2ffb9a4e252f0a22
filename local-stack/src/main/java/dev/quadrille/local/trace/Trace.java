package dev.quadrille.local.trace;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of one trace.
record Trace(List<TraceSpan> spans) {

    Trace {
        spans = List.copyOf(spans);
    }

    /// A span and the number of its ancestors.
    record Row(TraceSpan span, int depth) {}

    /// The order that the trace is about.
    Optional<String> order() {
        return spans.stream().flatMap(span -> span.order().stream()).findFirst();
    }

    /// The request that the trace begins with; empty if its span has not come.
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

    /// Each span below its parent, siblings in the order in which they began. A span whose parent
    /// has not come, or was lost with its process, has no indentation.
    List<Row> rows() {
        Set<String> known = spans.stream().map(TraceSpan::spanId).collect(toSet());
        Map<String, List<TraceSpan>> children =
                spans.stream()
                        .sorted(comparingLong(TraceSpan::start))
                        .collect(
                                groupingBy(span ->
                                        known.contains(span.parentId()) ? span.parentId() : ""));
        List<Row> rows = new ArrayList<>();
        addBeneath("", 0, children, rows);
        return rows;
    }

    private static void addBeneath(
            String parent, int depth, Map<String, List<TraceSpan>> children, List<Row> rows) {
        // Taken out, so that spans that name each other as their cause cannot go round in a circle.
        List<TraceSpan> here = children.remove(parent);
        if (here == null) {
            return;
        }
        for (TraceSpan span : here) {
            rows.add(new Row(span, depth));
            addBeneath(span.spanId(), depth + 1, children, rows);
        }
    }
}
