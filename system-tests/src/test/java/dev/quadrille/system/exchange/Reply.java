package dev.quadrille.system.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP response.
///
/// @param headers by lower-case name
public record Reply(int status, Map<String, List<String>> headers, String body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)))
                .map(List::getFirst);
    }

    /// The media type without parameters; empty without content.
    public String mediaType() {
        return header("Content-Type").map(type -> type.replaceFirst(";.*", "").strip()).orElse("");
    }
}
