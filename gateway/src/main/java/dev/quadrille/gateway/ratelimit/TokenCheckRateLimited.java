package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.problem.Problem;

/// The token was not validated, because its client address has sent too many invalid tokens. Not an
/// `AuthenticationException`: Spring Security would answer it with 401 instead of 429.
final class TokenCheckRateLimited extends RuntimeException {

    private final transient Problem problem;

    TokenCheckRateLimited(Problem problem) {
        super(problem.getMessage(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
