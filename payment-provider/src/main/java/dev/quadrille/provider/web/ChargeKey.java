package dev.quadrille.provider.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;

/// What a key looks like.
final class ChargeKey {

    static final String PATTERN = "[\\x21-\\x7e]{1,100}";
    static final String RULE = "has 1 to 100 visible characters";

    private ChargeKey() {}

    static String checked(String key) {
        if (!key.matches(PATTERN)) {
            throw Problem.of(ProblemType.INVALID_REQUEST, "A key " + RULE + ".");
        }
        return key;
    }
}
