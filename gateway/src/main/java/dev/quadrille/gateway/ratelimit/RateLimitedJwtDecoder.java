package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.problem.Problem;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Checks tokens for an address only as long as not too many of its tokens were wrong: a check
/// costs a signature, and one that names an unknown key may cost a question to the issuer.
final class RateLimitedJwtDecoder implements JwtDecoder {

    private final JwtDecoder checks;
    private final RateLimiter limiter;
    private final ClientAddress address;

    RateLimitedJwtDecoder(JwtDecoder checks, RateLimiter limiter, ClientAddress address) {
        this.checks = checks;
        this.limiter = limiter;
        this.address = address;
    }

    @Override
    public Jwt decode(String token) {
        TokenBucketKey key = new TokenBucketKey(RateLimitKind.CREDENTIALS, sender());
        Optional<Problem> refusal = limiter.refusal(key);
        if (refusal.isPresent()) {
            throw new TokenCheckRateLimited(refusal.get());
        }
        boolean wrong = false;
        try {
            return checks.decode(token);
        } catch (BadJwtException bad) {
            wrong = true;
            throw bad;
        } finally {
            if (!wrong) {
                limiter.giveBack(key);
            }
        }
    }

    private String sender() {
        ServletRequestAttributes current =
                (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return address.of(current.getRequest());
    }
}
