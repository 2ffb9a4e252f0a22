package dev.quadrille.system.docs;

import static java.util.stream.Collectors.joining;

import dev.quadrille.local.Component;
import dev.quadrille.messaging.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Renders {@link Architecture} as the diagram and the service canvases of `docs/architecture.md`.
final class ArchitecturePage {

    private static final List<Topic<?>> TOPICS = List.of(Topic.ORDER_FLOW, Topic.CATALOG);

    private ArchitecturePage() {}

    /// A Mermaid flow chart of processes, databases and topics.
    static String diagram() {
        return Stream.of(
                        Stream.of(
                                "```mermaid",
                                "flowchart LR",
                                "    client((client)) -->|REST| gateway",
                                "    gateway -->|REST| "
                                        + all(Architecture::servesCustomersOrOperators)),
                        TOPICS.stream().flatMap(ArchitecturePage::flows),
                        Stream.of("    payment-service -->|REST| payment-provider"),
                        Stream.of(
                                "    query-service -.->|audit| "
                                        + all(it -> it != Component.QUERY_SERVICE)
                                        + " & payment-provider"),
                        Architecture.services().stream().map(ArchitecturePage::database),
                        Stream.of("    payment-provider --- ledger[(ledger file)]", "```"))
                .flatMap(lines -> lines)
                .collect(joining("\n"));
    }

    /// The edges of a topic: services that publish and consume, that only publish, that only
    /// consume.
    private static Stream<String> flows(Topic<?> topic) {
        Predicate<Component> publishes = it -> Architecture.publishesTo(it, topic);
        Predicate<Component> consumes = it -> Architecture.consumes(it, topic);
        String node = "%s[[%s topic]]".formatted(topic, topic);
        return Stream.of(
                        edge(all(publishes.and(consumes)), "<==>", node),
                        edge(all(publishes.and(consumes.negate())), "==>", node),
                        edge(node, "==>", all(consumes.and(publishes.negate()))))
                .flatMap(Optional::stream);
    }

    private static Optional<String> edge(String from, String arrow, String to) {
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of("    %s %s %s".formatted(from, arrow, to));
    }

    private static String all(Predicate<Component> chosen) {
        return Architecture.services().stream()
                .filter(chosen)
                .map(Component::processName)
                .collect(joining(" & "));
    }

    private static String database(Component service) {
        String name = service.processName();
        return "    %s --- %s-db[(%s database)]".formatted(name, name, Architecture.label(service));
    }

    /// One table for each service: its interface, its events, its tables, its calls.
    static String canvases() {
        return Architecture.services().stream()
                .map(ArchitecturePage::canvas)
                .collect(joining("\n\n"));
    }

    private static String canvas(Component service) {
        return """
        ### %s

        | | |
        | --- | --- |
        | Commands | %s |
        | Queries | %s |
        | Consumes | %s |
        | Publishes | %s |
        | Tables of its own | %s |
        | Calls | %s |\
        """
                .formatted(
                        service.processName(),
                        code(Architecture.calls(service, it -> !it.equals("GET"))),
                        code(Architecture.calls(service, "GET"::equals)),
                        events(Architecture.consumed(service)),
                        events(Architecture.published(service)),
                        code(Architecture.tables(service)),
                        synchronousCalls(service));
    }

    private static String synchronousCalls(Component service) {
        return switch (service) {
            case PAYMENT_SERVICE -> "payment-provider: `POST /charges`, `POST /charges/{key}/void`";
            case QUERY_SERVICE ->
                    "for the audit: `GET /internal/audit/…` of every service, payment-provider:"
                            + " `GET /ledger`";
            default -> "–";
        };
    }

    private static String events(Collection<Class<?>> events) {
        return code(events.stream().map(Class::getSimpleName).toList());
    }

    private static String code(Collection<String> words) {
        return words.isEmpty()
                ? "–"
                : words.stream().map(it -> "`" + it + "`").collect(joining(", "));
    }

    /// The tables of the messaging library.
    static String messagingTables() {
        return code(Architecture.messagingTables());
    }
}
