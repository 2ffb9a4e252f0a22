package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

/// The rule for every free text in an event: not blank, bounded, one line. Services accept less
/// from clients (`OneLine` in `platform`); this rule must keep accepting every text that the log
/// may already contain.
public final class Texts {

    private Texts() {}

    /// Checks a text. The length is counted in Unicode code points, as in the published schemas.
    ///
    /// @throws IllegalArgumentException if the text is invalid
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
