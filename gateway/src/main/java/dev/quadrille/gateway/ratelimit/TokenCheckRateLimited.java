package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.problem.Problem;

/// A token was not looked at, because its sender has sent too many that were wrong. Not an
/// authentication's failure: that would be answered with a 401.
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
