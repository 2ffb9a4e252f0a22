package dev.quadrille.system.deployment;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The spans of one trace that have been exported so far, as a tree.
public record ExportedTrace(List<ExportedSpan> spans) {

    public ExportedTrace {
        spans = spans.stream().sorted(comparingLong(ExportedSpan::start)).toList();
    }

    /// Those without a parent, or whose parent is not there.
    public List<ExportedSpan> roots() {
        Map<String, ExportedSpan> byId = byId();
        return spans.stream().filter(span -> !byId.containsKey(span.parentId())).toList();
    }

    /// The most spans between the root and a leaf, both included.
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

    /// The names of the steps of the flow, without the projections, in the order in which they
    /// began.
    public List<String> steps() {
        return spans.stream()
                .map(ExportedSpan::name)
                .filter(name -> name.matches("[A-Z]+_[A-Z]+"))
                .toList();
    }

    /// Each step with the name of the span that it links to.
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
