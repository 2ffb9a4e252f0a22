package dev.quadrille.testsupport.replica;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.EncodedEvent;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.samples.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The next release of order-flow: a copy of the sources with one more event type,
/// `OrderWithdrawn`, which shipping handles like a cancellation, and one more cancellation reason,
/// `FRAUD_SUSPECTED`. It is compiled once; a process with these classes at the start of its class
/// path is one of the next release.
///
/// Decision record: `docs/decisions/0026-rolling-upgrades.md`.
public final class NextRelease {

    private static final Path SOURCES = Path.of("../order-flow/src/main/java");
    private static final String EVENTS = "dev/quadrille/orderflow/event/";

    private NextRelease() {}

    /// Compiles the classes and returns their directory.
    public static Path classes() {
        try {
            Path directory = Files.createTempDirectory("next-release");
            Path sources = directory.resolve("sources");
            copySources(sources);
            modify(sources);
            compile(sources, directory.resolve("classes"));
            return directory.resolve("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The new event, as the next release publishes it.
    public static ProducerRecord<String, byte[]> withdrawn(OrderId order) {
        return event(order, "OrderWithdrawn", "{\"orderId\":\"" + order + "\"}");
    }

    /// A cancellation with the new reason.
    public static ProducerRecord<String, byte[]> cancelledForFraud(OrderId order) {
        Object cancelled = Samples.orderCancelled(order, CancellationReason.DEADLINE_PASSED);
        return event(
                order,
                "OrderCancelled",
                FlowJson.MAPPER
                        .writeValueAsString(cancelled)
                        .replace("DEADLINE_PASSED", "FRAUD_SUSPECTED"));
    }

    private static ProducerRecord<String, byte[]> event(OrderId order, String type, String body) {
        return new EncodedEvent(
                        Topic.ORDER_FLOW.name(),
                        order.toString(),
                        Uuids.next(),
                        "quadrille." + type + ".v1",
                        Instant.EPOCH,
                        EventTrace.NONE,
                        body)
                .toRecord("order-service");
    }

    private static void copySources(Path sources) throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = sources.resolve(SOURCES.relativize(each));
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
    }

    private static void modify(Path sources) throws IOException {
        Files.writeString(
                sources.resolve(EVENTS + "OrderWithdrawn.java"),
                """
                package dev.quadrille.orderflow.event;

                import dev.quadrille.orderflow.value.OrderId;

                public record OrderWithdrawn(OrderId orderId) implements OrderEvent {}
                """);
        edit(
                sources.resolve(EVENTS + "OrderEvent.java"),
                "ShipmentCancelled {",
                "ShipmentCancelled, OrderWithdrawn {");
        edit(
                sources.resolve("dev/quadrille/orderflow/value/CancellationReason.java"),
                "DEADLINE_PASSED(null);",
                "DEADLINE_PASSED(null), FRAUD_SUSPECTED(null);");
        edit(
                sources.resolve("dev/quadrille/orderflow/OrderFlow.java"),
                "undoes(BOOK_SHIPMENT), on(OrderCancelled.class)",
                "undoes(BOOK_SHIPMENT), on(OrderCancelled.class,"
                        + " dev.quadrille.orderflow.event.OrderWithdrawn.class)");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalStateException(file + " has no " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.map(Path::toString).filter(it -> it.endsWith(".java")).toList();
        }
        List<String> options =
                List.of(
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        String[] arguments = Stream.concat(options.stream(), files.stream()).toArray(String[]::new);
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
            throw new IllegalStateException("the next release cannot be compiled");
        }
    }
}
