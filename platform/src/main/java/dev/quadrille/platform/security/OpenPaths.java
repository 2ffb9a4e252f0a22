package dev.quadrille.platform.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Paths that a service serves without a token. A service that has some declares them as a bean;
/// the default is none.
///
/// @param method the only one that is open; empty for all
public record OpenPaths(Optional<HttpMethod> method, List<String> patterns) {

    public OpenPaths {
        patterns = List.copyOf(patterns);
    }

    public static OpenPaths of(String... patterns) {
        return new OpenPaths(Optional.empty(), List.of(patterns));
    }

    /// Open to `GET`; whoever wants to change something there needs a token.
    public static OpenPaths toRead(String... patterns) {
        return new OpenPaths(Optional.of(HttpMethod.GET), List.of(patterns));
    }

    Stream<RequestMatcher> matchers() {
        return patterns.stream()
                .map(pattern ->
                        PathPatternRequestMatcher.withDefaults()
                                .matcher(method.orElse(null), pattern));
    }
}
