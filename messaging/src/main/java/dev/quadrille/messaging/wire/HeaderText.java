package dev.quadrille.messaging.wire;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/// Headers as one text, to be stored. (JSON writes a zero byte as an escape, which a column of text
/// would not take as it is.)
public final class HeaderText {

    private HeaderText() {}

    public static String write(Map<String, String> headers) {
        return FlowJson.MAPPER.writeValueAsString(new TreeMap<>(headers));
    }

    public static Map<String, String> read(String text) {
        return FlowJson.MAPPER.readValue(text, new TypeReference<Map<String, String>>() {});
    }
}
