package dev.quadrille.system.shop;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The spans of one trace that have been exported so far, as a tree.
public record SeenTrace(List<SeenSpan> spans) {

    public SeenTrace {
        spans = spans.stream().sorted(comparingLong(SeenSpan::start)).toList();
    }

    /// Those without a parent, or whose parent is not there.
    public List<SeenSpan> roots() {
        Map<String, SeenSpan> byId = byId();
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
    public List<String> path(SeenSpan leaf) {
        Map<String, SeenSpan> byId = byId();
        List<String> path = new ArrayList<>();
        for (SeenSpan span = leaf; span != null; span = byId.get(span.parentId())) {
            path.addFirst(span.title());
        }
        return path;
    }

    /// The names of the steps of the flow, without the projections, in the order in which they
    /// began.
    public List<String> steps() {
        return spans.stream()
                .map(SeenSpan::name)
                .filter(name -> name.matches("[A-Z]+_[A-Z]+"))
                .toList();
    }

    /// Each step with the name of the span that it links to.
    public Map<String, String> causes() {
        Map<String, SeenSpan> byId = byId();
        Map<String, String> causes = new HashMap<>();
        for (SeenSpan span : spans) {
            span.links().stream()
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(cause -> causes.putIfAbsent(span.name(), cause.name()));
        }
        return causes;
    }

    public SeenSpan only(String name) {
        List<SeenSpan> found = spans.stream().filter(span -> span.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name + " in " + titles());
        }
        return found.getFirst();
    }

    public List<String> titles() {
        return spans.stream().map(SeenSpan::title).toList();
    }

    private Map<String, SeenSpan> byId() {
        return spans.stream().collect(toMap(SeenSpan::id, span -> span, (first, _) -> first));
    }
}
