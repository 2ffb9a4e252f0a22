package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

/// What every free text in the language keeps to: present, not blank, bounded, and one line.
public final class Texts {

    /// What a text looks like but for its length, for whoever checks input before making one. Half
    /// of a surrogate pair is refused there as well: it is no text, and no database takes it.
    public static final String PATTERN =
            "[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\p{javaWhitespace}][^\\p{Cc}\\p{Cs}]*";

    private Texts() {}

    public static void require(String text, int maxLength, String what) {
        requireNonNull(text, what);
        if (text.isBlank() || text.length() > maxLength) {
            throw new IllegalArgumentException(what + " has 1 to " + maxLength + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " has no control characters");
        }
    }
}
