package dev.quadrille.platform.security;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/// Problems for requests with a missing, invalid or insufficient token, with the challenge of RFC
/// 6750, section 3, which indicates whether a new token would help.
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
                        : "The bearer token is malformed, expired or not valid for this service.";
        return challenge(detail, "Bearer error=\"invalid_token\"");
    }

    static Problem forbidden() {
        return Problem.of(
                ProblemType.FORBIDDEN, "The token's role does not permit this operation.");
    }

    private static Problem challenge(String detail, String challenge) {
        Problem problem = Problem.of(ProblemType.UNAUTHENTICATED, detail);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return problem;
    }
}
