package dev.quadrille.messaging.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Finds the customer of encoded events. Events that do not name a customer belong to the customer
/// of an earlier event with the same key. Remembers the last keys only. Thread-safe.
public final class CustomerOrders {

    private static final int REMEMBERED = 10_000;

    private final Map<String, String> customers =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// Empty if no earlier event of the same key was passed to this method.
    public synchronized Optional<String> customerOf(@Nullable String key, byte @Nullable [] body) {
        Optional<String> named = customerIn(body);
        if (key == null) {
            return named;
        }
        named.ifPresent(it -> customers.put(key, it));
        return Optional.ofNullable(customers.get(key));
    }

    private static Optional<String> customerIn(byte @Nullable [] body) {
        try {
            JsonNode event = FlowJson.MAPPER.readTree(body == null ? new byte[] {'{', '}'} : body);
            return event.path("customerId").stringValueOpt();
        } catch (JacksonException undecodable) {
            return Optional.empty();
        }
    }
}
