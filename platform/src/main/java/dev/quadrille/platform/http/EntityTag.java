package dev.quadrille.platform.http;

import static java.util.stream.Collectors.joining;

import dev.quadrille.platform.Sha256;
import java.util.stream.Stream;

/// Makes strong entity tags (RFC 9110, 8.8.3) from the content of a representation, so that every
/// process that has the same content gives it the same tag.
public final class EntityTag {

    private static final int DIGITS = 24;

    private EntityTag() {}

    /// A quoted tag, the same for the same texts in the same order, and for no others. A text has
    /// no line break.
    public static String of(Stream<String> texts) {
        return '"'
                + Sha256.hex(texts.map(it -> it + "\n").collect(joining())).substring(0, DIGITS)
                + '"';
    }
}
