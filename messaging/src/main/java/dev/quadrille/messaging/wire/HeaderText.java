package dev.quadrille.messaging.wire;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/// Converts headers to JSON text and back, for storage. (JSON escapes the NUL character, which a
/// text column cannot store.)
public final class HeaderText {

    private HeaderText() {}

    public static String write(Map<String, String> headers) {
        return FlowJson.MAPPER.writeValueAsString(new TreeMap<>(headers));
    }

    public static Map<String, String> read(String text) {
        return FlowJson.MAPPER.readValue(text, new TypeReference<Map<String, String>>() {});
    }
}
