package dev.quadrille.orderflow;

import static java.util.stream.Collectors.joining;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Collection;
import java.util.stream.Stream;

/// Renders {@link OrderFlow} as the diagram and the tables of `docs/flow.md`.
final class FlowPage {

    private FlowPage() {}

    /// A Mermaid flow chart: events as rounded nodes, rows as arrows that carry their names.
    static String diagram() {
        Stream<String> arrows =
                OrderFlow.rows()
                        .flatMap(row -> row.triggers().stream().flatMap(from -> arrows(row, from)));
        Stream<String> ends =
                Stream.of(
                        "    classDef ending stroke-width:3px",
                        "    class OrderConfirmed,OrderCancelled ending");
        return Stream.of(Stream.of("```mermaid", "flowchart TD"), arrows, ends, Stream.of("```"))
                .flatMap(lines -> lines)
                .collect(joining("\n"));
    }

    private static Stream<String> arrows(OrderFlow row, Class<? extends OrderEvent> from) {
        if (row.publishes().isEmpty()) {
            return Stream.of(arrow(from.getSimpleName(), "-->", row, row.name() + "_DONE[ ]"));
        }
        return Stream.concat(
                row.success().stream()
                        .map(to ->
                                arrow(
                                        from.getSimpleName(),
                                        row.undone().isPresent() ? "-.->" : "-->",
                                        row,
                                        node(to))),
                row.refusal().stream()
                        .map(to -> arrow(from.getSimpleName(), "--x", row, node(to))));
    }

    private static String arrow(String from, String line, OrderFlow row, String to) {
        return "    %s %s|%s %s| %s"
                .formatted(
                        from + "([" + from + "])", line, row.participant().label(), row.name(), to);
    }

    private static String node(Class<? extends OrderEvent> event) {
        return event.getSimpleName() + "([" + event.getSimpleName() + "])";
    }

    /// The saga table, one line per row.
    static String table() {
        String head =
                "| row | participant | triggered by | publishes | on refusal | undoes |\n| --- | --- | --- | --- | --- | --- |\n";
        return head
                + OrderFlow.rows()
                        .map(row ->
                                "| %s | %s | %s | %s | %s | %s |"
                                        .formatted(
                                                row.name(),
                                                row.participant().label(),
                                                names(row.triggers()),
                                                names(row.success().stream().toList()),
                                                names(row.refusal().stream().toList()),
                                                row.undone().map(Enum::name).orElse("")))
                        .collect(joining("\n"));
    }

    /// The events that each service consumes and publishes.
    static String services() {
        return Stream.of(Participant.values())
                .map(who ->
                        "- **%s** consumes %s; publishes %s"
                                .formatted(
                                        who.label(),
                                        names(
                                                OrderFlow.rowsOf(who)
                                                        .flatMap(r -> r.triggers().stream())
                                                        .toList()),
                                        names(published(who))))
                .collect(joining("\n"));
    }

    /// The participants that compensate, by reason of the cancellation.
    static String answers() {
        return "| reason | compensating participants |\n| --- | --- |\n"
                + Stream.of(CancellationReason.values())
                        .map(reason ->
                                "| %s | %s |"
                                        .formatted(
                                                reason,
                                                OrderFlow.rows()
                                                        .filter(
                                                                OrderFlow.compensationsOf(reason)
                                                                        ::contains)
                                                        .map(row -> row.participant().label())
                                                        .collect(joining(", "))))
                        .collect(joining("\n"));
    }

    private static Collection<Class<? extends OrderEvent>> published(Participant who) {
        Stream<Class<? extends OrderEvent>> start =
                OrderFlow.publisherOf(OrderPlaced.class) == who
                        ? Stream.of(OrderPlaced.class)
                        : Stream.empty();
        return Stream.concat(start, OrderFlow.rowsOf(who).flatMap(row -> row.publishes().stream()))
                .toList();
    }

    private static String names(Collection<Class<? extends OrderEvent>> events) {
        return events.stream().map(Class::getSimpleName).collect(joining(", "));
    }
}
