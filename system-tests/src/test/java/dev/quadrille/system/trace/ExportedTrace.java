package dev.quadrille.system.trace;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The exported spans of one trace, as a tree.
public record ExportedTrace(List<ExportedSpan> spans) {

    public ExportedTrace {
        spans = spans.stream().sorted(comparingLong(ExportedSpan::start)).toList();
    }

    /// The spans whose parent is missing from the trace.
    public List<ExportedSpan> roots() {
        Map<String, ExportedSpan> byId = byId();
        return spans.stream().filter(span -> !byId.containsKey(span.parentId())).toList();
    }

    /// The number of spans on the longest path from the root to a leaf.
    public int depth() {
        return spans.stream().mapToInt(span -> path(span).size()).max().orElse(0);
    }

    /// The titles from the root to the first span of this name.
    public List<String> path(String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .map(this::path)
                .orElse(List.of());
    }

    /// The titles from the root to this span.
    public List<String> path(ExportedSpan leaf) {
        Map<String, ExportedSpan> byId = byId();
        List<String> path = new ArrayList<>();
        for (ExportedSpan span = leaf; span != null; span = byId.get(span.parentId())) {
            path.addFirst(span.title());
        }
        return path;
    }

    /// The names of the steps of the flow, without the projections, ordered by start time.
    public List<String> steps() {
        return spans.stream()
                .map(ExportedSpan::name)
                .filter(name -> name.matches("[A-Z]+_[A-Z]+"))
                .toList();
    }

    /// Maps each step to the name of the span that it links to.
    public Map<String, String> causes() {
        Map<String, ExportedSpan> byId = byId();
        Map<String, String> causes = new HashMap<>();
        for (ExportedSpan span : spans) {
            span.links().stream()
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(cause -> causes.putIfAbsent(span.name(), cause.name()));
        }
        return causes;
    }

    public ExportedSpan only(String name) {
        List<ExportedSpan> found = spans.stream().filter(span -> span.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name + " in " + titles());
        }
        return found.getFirst();
    }

    public List<String> titles() {
        return spans.stream().map(ExportedSpan::title).toList();
    }

    private Map<String, ExportedSpan> byId() {
        return spans.stream().collect(toMap(ExportedSpan::id, span -> span, (first, _) -> first));
    }
}
