package dev.quadrille.platform.http;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.http.HttpMethod;

/// The value of `Allow` (RFC 9110, 10.2.1).
public final class AllowedMethods {

    private AllowedMethods() {}

    /// The methods that a resource supports, if it has handlers for these: `HEAD` comes with `GET`,
    /// and `OPTIONS` is answered everywhere.
    public static Set<HttpMethod> of(Collection<HttpMethod> handled) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(handled);
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        return allowed;
    }
}
