package dev.quadrille.provider.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;

/// The format of an idempotency key.
final class ChargeKey {

    static final String PATTERN = "[\\x21-\\x7e]{1,100}";
    static final String RULE = "must have 1 to 100 visible ASCII characters";

    private ChargeKey() {}

    static String validate(String key) {
        if (!key.matches(PATTERN)) {
            throw Problem.of(ProblemType.INVALID_REQUEST, "The key " + RULE + ".");
        }
        return key;
    }
}
