package dev.quadrille.system.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer.
///
/// @param headers by lower-case name
public record Reply(int status, Map<String, List<String>> headers, String body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)))
                .map(List::getFirst);
    }

    /// Without its parameters; empty if there is no content.
    public String mediaType() {
        return header("Content-Type").map(type -> type.replaceFirst(";.*", "").strip()).orElse("");
    }
}
