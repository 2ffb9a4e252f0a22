package dev.quadrille.system.docs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.quadrille.local.Component;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.system.access.AccessTable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The architecture as the code has it: components, topics, the saga table, the routes of each
/// process, and the tables that the migrations create.
final class Architecture {

    private static final Pattern CREATED =
            Pattern.compile("^create table (?:spare\\.)?(\\w+)", Pattern.MULTILINE);
    private static final Pattern DROPPED = Pattern.compile("^drop table (\\w+)", Pattern.MULTILINE);

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(
                            "dev.quadrille.order",
                            "dev.quadrille.inventory",
                            "dev.quadrille.payment",
                            "dev.quadrille.shipping",
                            "dev.quadrille.query");

    private Architecture() {}

    /// The services of the saga and the read side, in the order of the flow.
    static List<Component> services() {
        return Component.applications().stream()
                .filter(it -> it.processName().endsWith("-service"))
                .toList();
    }

    static Optional<Participant> participant(Component service) {
        return Arrays.stream(Participant.values())
                .filter(it -> it.label().equals(label(service)))
                .findFirst();
    }

    /// The calls that a process maps under `/api`, as `METHOD /path`.
    static List<String> calls(Component process, Predicate<String> method) {
        return AccessTable.calls(process).stream()
                .filter(it -> it.substring(it.indexOf(' ') + 1).startsWith("/api/"))
                .filter(it -> method.test(it.substring(0, it.indexOf(' '))))
                .toList();
    }

    /// Whether the gateway has routes to the service beside those for dead letters, which every
    /// consumer has.
    static boolean servesCustomersOrOperators(Component service) {
        return calls(service, _ -> true).stream().anyMatch(it -> !it.contains("/dead-letters"));
    }

    static List<Class<?>> published(Component service) {
        Stream<Class<?>> listed =
                constructs(service, ProductListed.class)
                        ? Stream.of(ProductListed.class)
                        : Stream.empty();
        Stream<Class<?>> ofTheSaga = participant(service).stream().flatMap(Architecture::published);
        return Stream.concat(ofTheSaga, listed).toList();
    }

    private static Stream<Class<?>> published(Participant participant) {
        Stream<Class<?>> first =
                OrderFlow.publisherOf(OrderPlaced.class) == participant
                        ? Stream.of(OrderPlaced.class)
                        : Stream.empty();
        return Stream.concat(
                first, OrderFlow.rowsOf(participant).flatMap(row -> row.publishes().stream()));
    }

    /// What a service subscribes to: the triggers of its rows; all events of a topic that it reads
    /// beside the saga.
    static List<Class<?>> consumed(Component service) {
        Stream<Class<?>> ofTheSaga =
                participant(service).stream()
                        .flatMap(OrderFlow::rowsOf)
                        .flatMap(row -> row.triggers().stream());
        return Stream.concat(
                        ofTheSaga,
                        Stream.of(Topic.ORDER_FLOW, Topic.CATALOG)
                                .filter(topic -> reads(service, topic))
                                .<Class<?>>flatMap(topic -> inOrder(topic.events())))
                .distinct()
                .toList();
    }

    private static Stream<Class<?>> inOrder(Collection<? extends Class<?>> events) {
        List<Class<?>> all =
                Stream.concat(
                                Stream.of(OrderPlaced.class),
                                OrderFlow.rows().flatMap(row -> row.publishes().stream()))
                        .<Class<?>>map(it -> it)
                        .distinct()
                        .toList();
        return Stream.concat(
                all.stream().filter(events::contains),
                events.stream().filter(it -> !all.contains(it)));
    }

    static boolean publishesTo(Component service, Topic<?> topic) {
        return published(service).stream().anyMatch(topic.events()::contains);
    }

    static boolean consumes(Component service, Topic<?> topic) {
        return consumed(service).stream().anyMatch(topic.events()::contains);
    }

    /// Whether the code of a service names the topic, as a subscription does.
    private static boolean reads(Component service, Topic<?> topic) {
        String constant = topic == Topic.CATALOG ? "CATALOG" : "ORDER_FLOW";
        return CLASSES.stream()
                .filter(it -> it.getPackageName().startsWith(packageOf(service)))
                .flatMap(it -> it.getFieldAccessesFromSelf().stream())
                .anyMatch(it ->
                        it.getTargetOwner().isEquivalentTo(Topic.class)
                                && it.getTarget().getName().equals(constant));
    }

    private static boolean constructs(Component service, Class<?> type) {
        return CLASSES.stream()
                .filter(it -> it.getPackageName().startsWith(packageOf(service)))
                .flatMap(it -> it.getConstructorCallsFromSelf().stream())
                .anyMatch(it -> it.getTargetOwner().isEquivalentTo(type));
    }

    private static String packageOf(Component service) {
        String main = service.mainClass();
        return main.substring(0, main.lastIndexOf('.'));
    }

    /// The tables of a service's own database that its own migrations create.
    static Collection<String> tables(Component service) {
        String module = service.processName();
        return tables(
                ProjectFiles.migrations(module, module).stream().map(ProjectFiles::read).toList());
    }

    /// The tables that the messaging library creates in the database of each service.
    static Collection<String> messagingTables() {
        return tables(
                Stream.of(
                                ProjectFiles.migrations("messaging", "messaging"),
                                ProjectFiles.migrations("platform", "idempotency"))
                        .flatMap(List::stream)
                        .map(ProjectFiles::read)
                        .toList());
    }

    private static Collection<String> tables(List<String> migrations) {
        Collection<String> tables = new TreeSet<>();
        migrations.forEach(
                sql -> CREATED.matcher(sql).results().forEach(it -> tables.add(it.group(1))));
        migrations.forEach(
                sql -> DROPPED.matcher(sql).results().forEach(it -> tables.remove(it.group(1))));
        return tables;
    }

    static String label(Component service) {
        return service.processName().replace("-service", "");
    }
}
