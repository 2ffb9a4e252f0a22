package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

/// What every free text in an event keeps to: present, not only white space, bounded, and one line.
/// From clients the services accept less (`OneLine` in `platform`); this rule must keep accepting
/// every text that a log may hold already.
public final class Texts {

    private Texts() {}

    /// Throws {@link IllegalArgumentException} if the text breaks the rule. The length is counted
    /// in Unicode code points, as in the published schemas.
    public static void require(String text, int maxLength, String what) {
        requireNonNull(text, what);
        if (text.isBlank() || text.codePointCount(0, text.length()) > maxLength) {
            throw new IllegalArgumentException(what + " has 1 to " + maxLength + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " has no control characters");
        }
    }
}
