package dev.quadrille.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The attributes of CloudEvents 1.0 as Kafka headers (binary content mode of the Kafka protocol
/// binding), and the W3C `traceparent` header.
final class CloudEventHeaders {

    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String TIME = "ce_time";
    static final String SUBJECT = "ce_subject";
    static final String SPEC_VERSION = "ce_specversion";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACEPARENT = "traceparent";

    // The distributed tracing extension of CloudEvents: the span that published the event.
    static final String CAUSE = "ce_traceparent";

    static final List<String> ALL =
            List.of(
                    ID,
                    TYPE,
                    SOURCE,
                    TIME,
                    SUBJECT,
                    SPEC_VERSION,
                    CONTENT_TYPE,
                    TRACEPARENT,
                    CAUSE);

    private CloudEventHeaders() {}

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> read(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
