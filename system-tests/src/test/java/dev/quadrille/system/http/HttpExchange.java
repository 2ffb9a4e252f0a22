package dev.quadrille.system.http;

import dev.quadrille.system.exchange.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request of an `.http` file, with its response handler.
///
/// @param handler the script that checks the response
record HttpExchange(
        String name, String start, List<String> headers, String body, ResponseHandler handler) {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?s)(?<name>[^\\n]*)\\n(?<start>[A-Z]+ [^\\n]+)\\n(?<headers>(?:[\\w-]+:[^\\n]*\\n)*)"
                            + "(?:\\n(?<body>.*?))?\\n?> \\{%(?<script>.*)%}\\s*");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(\\$?\\w+)}}");
    private static final Pattern BASIC = Pattern.compile("Authorization: Basic (\\S+) (\\S+)");

    static HttpExchange of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a request with a response handler:\n" + text);
        }
        String body = parts.group("body") == null ? "" : parts.group("body").strip();
        return new HttpExchange(
                parts.group("name").strip(),
                parts.group("start").strip(),
                parts.group("headers").lines().toList(),
                body,
                ResponseHandler.of(parts.group("script")));
    }

    /// Returns the request with its variables replaced.
    RawRequest request(Map<String, String> variables) {
        String[] start = fill(start(), variables).split(" ", 2);
        RawRequest request = RawRequest.of(start[0], start[1].replaceFirst("^https?://[^/]+", ""));
        for (String header : headers) {
            String[] field = withEncodedSecret(fill(header, variables)).split(":", 2);
            request = request.with(field[0], field[1].strip());
        }
        return body.isEmpty() ? request : request.with(fill(body, variables));
    }

    private static String fill(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(value(it, variables)));
    }

    private static String value(MatchResult reference, Map<String, String> variables) {
        String name = reference.group(1);
        if (name.equals("$uuid")) {
            return UUID.randomUUID().toString();
        }
        if (!variables.containsKey(name)) {
            throw new IllegalStateException("unset variable {{" + name + "}}");
        }
        return variables.get(name);
    }

    /// HTTP clients encode `Basic name secret` themselves.
    private static String withEncodedSecret(String header) {
        return BASIC.matcher(header)
                .replaceFirst(it -> {
                    String pair = it.group(1) + ":" + it.group(2);
                    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
                    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
                });
    }
}
