package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/// The problems of requests that lack a token or bring the wrong one, with the challenge of RFC
/// 6750, section 3, which tells a client whether a new token would help.
final class BearerProblems {

    private BearerProblems() {}

    /// Without an `error` if no token was sent; the RFC forbids one there.
    static Problem unauthenticated(AuthenticationException cause) {
        if (!(cause instanceof OAuth2AuthenticationException)) {
            return challenge("Send a bearer token.", "Bearer");
        }
        String detail =
                SubjectValidator.isCauseOf(cause)
                        ? SubjectValidator.RULE
                        : "The bearer token is malformed, expired or not valid here.";
        return challenge(detail, "Bearer error=\"invalid_token\"");
    }

    static Problem forbidden() {
        return Problem.of(ProblemType.FORBIDDEN, "Another role is needed.");
    }

    private static Problem challenge(String detail, String challenge) {
        Problem problem = Problem.of(ProblemType.UNAUTHENTICATED, detail);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return problem;
    }
}
