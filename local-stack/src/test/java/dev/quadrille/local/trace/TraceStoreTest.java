package dev.quadrille.local.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceStoreTest {

    private final TraceStore store = new TraceStore(4, 3);

    @Test
    void groupsInterleavedSpansByTrace() {
        store.add(List.of(span("a", "1", "", 10)));
        store.add(List.of(span("b", "1", "", 11), span("a", "2", "1", 12)));

        assertThat(store.find("a").spans()).extracting(TraceSpan::spanId).containsExactly("1", "2");
        assertThat(store.find("c").spans()).isEmpty();
    }

    @Test
    void evictsTheOldestTraces() {
        IntStream.range(0, 10).forEach(i -> store.add(List.of(span("t" + i, "1", "", i))));

        assertThat(store.find("t5").spans()).isEmpty();
        assertThat(store.newest(10)).extracting(Trace::id).containsExactly("t9", "t8", "t7", "t6");
    }

    @Test
    void dropsSpansBeyondTheLimitPerTrace() {
        IntStream.range(0, 10).forEach(i -> store.add(List.of(span("a", "s" + i, "", i))));

        assertThat(store.find("a").spans()).hasSize(3);
    }

    @Test
    void ordersSpansAsATreeByStartTime() {
        Trace trace =
                new Trace(
                        List.of(
                                span("a", "later", "root", 30),
                                span("a", "orphan", "lost", 15),
                                span("a", "sooner", "root", 20),
                                span("a", "leaf", "sooner", 40),
                                span("a", "root", "", 10)));

        assertThat(trace.rows().stream().map(row -> row.depth() + " " + row.span().spanId()))
                .containsExactly("0 root", "1 sooner", "2 leaf", "1 later", "0 orphan");
    }

    @Test
    void ignoresCyclesOfParents() {
        Trace trace = new Trace(List.of(span("a", "1", "2", 1), span("a", "2", "1", 2)));

        assertThat(trace.rows()).isEmpty();
    }

    static TraceSpan span(String trace, String id, String parent, long start) {
        return new TraceSpan(
                trace,
                id,
                parent,
                "order-service",
                "CONFIRM_ORDER",
                "CONSUMER",
                start,
                start + 5,
                Map.of("order.id", "42"),
                Optional.empty(),
                List.of());
    }
}
