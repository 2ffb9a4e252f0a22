package dev.quadrille.platform.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Paths that a service serves without a token. A service declares them as a bean; there are none
/// by default.
///
/// @param methods the methods to which this applies; empty for all
public record PublicPaths(List<HttpMethod> methods, List<String> patterns) {

    public PublicPaths {
        methods = List.copyOf(methods);
        patterns = List.copyOf(patterns);
    }

    public static PublicPaths of(String... patterns) {
        return new PublicPaths(List.of(), List.of(patterns));
    }

    /// Open to `GET` and `HEAD`; other methods need a token there.
    public static PublicPaths toRead(String... patterns) {
        return new PublicPaths(List.of(HttpMethod.GET, HttpMethod.HEAD), List.of(patterns));
    }

    Stream<RequestMatcher> matchers() {
        return patterns.stream().flatMap(this::matchers);
    }

    private Stream<RequestMatcher> matchers(String pattern) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return methods.isEmpty()
                ? Stream.of(paths.matcher(pattern))
                : methods.stream().map(method -> paths.matcher(method, pattern));
    }
}
