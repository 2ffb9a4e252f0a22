package dev.quadrille.system.event;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A record of a topic, read only with the published documents and CloudEvents.
record PublishedRecord(ConsumerRecord<String, byte[]> record) {

    private static final JsonMapper JSON = new JsonMapper();

    String type() {
        return headers().path("ce_type").asString("");
    }

    String position() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /// The position of the original record of a dead letter.
    String originalPosition() {
        ObjectNode headers = headers();
        return headers.path("dead-letter-topic").asString("")
                + "-"
                + headers.path("dead-letter-partition").asString("")
                + "@"
                + headers.path("dead-letter-offset").asString("");
    }

    ObjectNode headers() {
        ObjectNode headers = JSON.createObjectNode();
        record.headers()
                .forEach(it ->
                        headers.put(it.key(), new String(it.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /// Returns the violations of the published form, one per line.
    List<String> violations(EventValidator validator) {
        List<String> violations = new ArrayList<>();
        try {
            CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
            violations.addAll(validator.headerViolations(headers()));
            violations.addAll(validator.violations(event.getType(), JSON.readTree(record.value())));
            require(violations, "subject", record.key(), "" + event.getSubject());
            require(violations, "source", source(), "" + event.getSource());
            require(violations, "key", keyInBody(), record.key());
        } catch (RuntimeException e) {
            violations.add(e.toString());
        }
        return violations.stream().map(it -> position() + " " + type() + ": " + it).toList();
    }

    private static void require(
            List<String> violations, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            violations.add("%s is %s instead of %s".formatted(what, found, expected));
        }
    }

    private String keyInBody() {
        String field = record.topic().equals(Topic.CATALOG.name()) ? "sku" : "orderId";
        return JSON.readTree(record.value()).path(field).asString("");
    }

    /// Only the participant that owns the event may publish it.
    private String source() {
        Participant publisher =
                Topic.ORDER_FLOW
                        .classOf(type())
                        .map(event -> OrderFlow.publisherOf(event.asSubclass(OrderEvent.class)))
                        .orElse(Participant.INVENTORY);
        return "/" + publisher.label() + "-service";
    }
}
