package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.client.ClientAddress;
import dev.quadrille.platform.problem.Problem;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Rate-limited authentication: limits invalid tokens per client address. Each validation costs a
/// signature check, and a token with an unknown key id may cause a request to the issuer.
final class RateLimitedJwtDecoder implements JwtDecoder {

    private final JwtDecoder delegate;
    private final RateLimiter limiter;
    private final ClientAddress address;

    RateLimitedJwtDecoder(JwtDecoder delegate, RateLimiter limiter, ClientAddress address) {
        this.delegate = delegate;
        this.limiter = limiter;
        this.address = address;
    }

    @Override
    public Jwt decode(String token) {
        RateLimiter.Key key = new RateLimiter.Key(RateLimiter.Kind.CREDENTIALS, clientAddress());
        Optional<Problem> rejection = limiter.tryConsume(key);
        if (rejection.isPresent()) {
            // No AuthenticationException: Spring Security would answer it with 401.
            throw rejection.get();
        }
        boolean invalid = false;
        try {
            return delegate.decode(token);
        } catch (BadJwtException failure) {
            invalid = true;
            throw failure;
        } finally {
            if (!invalid) {
                limiter.returnToken(key);
            }
        }
    }

    private String clientAddress() {
        ServletRequestAttributes current =
                (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return address.of(current.getRequest());
    }
}
