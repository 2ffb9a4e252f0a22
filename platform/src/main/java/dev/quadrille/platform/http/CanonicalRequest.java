package dev.quadrille.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// A request whose `Accept` has media ranges without parameters, and whose `Authorization` has one
/// space after the scheme, where RFC 6750 allows several.
final class CanonicalRequest extends HttpServletRequestWrapper {

    private static final Pattern SCHEME =
            Pattern.compile("^(Bearer) {2,}", Pattern.CASE_INSENSITIVE);

    CanonicalRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        String value = super.getHeader(name);
        return value == null ? null : spelling(name).apply(value);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(
                Collections.list(super.getHeaders(name)).stream().map(spelling(name)).toList());
    }

    private static UnaryOperator<String> spelling(String header) {
        if (header.equalsIgnoreCase(HttpHeaders.ACCEPT)) {
            return AcceptHeader::canonical;
        }
        if (header.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
            return value -> SCHEME.matcher(value).replaceFirst("$1 ");
        }
        return UnaryOperator.identity();
    }
}
