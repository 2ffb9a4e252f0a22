package dev.quadrille.platform.problem;

import java.net.URI;
import java.util.Arrays;
import org.springframework.http.ProblemDetail;

/// Assigns the published type to problems that Spring has created, by status.
final class ProblemTypes {

    private static final URI BLANK = URI.create("about:blank");

    private ProblemTypes() {}

    static void complete(ProblemDetail problem) {
        if (problem.getType() == null || problem.getType().equals(BLANK)) {
            ProblemType type = ofStatus(problem.getStatus());
            problem.setType(type.uri());
            problem.setTitle(type.title());
        }
    }

    static ProblemType ofStatus(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status().value() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR);
    }
}
