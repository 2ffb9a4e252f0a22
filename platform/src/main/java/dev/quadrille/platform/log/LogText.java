package dev.quadrille.platform.log;

import java.util.HexFormat;

/// Escapes text for a log or a terminal. Text from a request must not start a line, move the
/// cursor, or change the display order of a line.
public final class LogText {

    private static final HexFormat HEX = HexFormat.of();

    private LogText() {}

    /// The same text with a Java escape, such as `\n`, for each control or formatting character and
    /// for line separators.
    public static String escaped(String text) {
        return text.codePoints().anyMatch(LogText::isUnsafe) ? escape(text) : text;
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    if (isUnsafe(c)) {
                        appendEscape(safe, c);
                    } else {
                        safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }

    private static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }

    private static void appendEscape(StringBuilder safe, int codePoint) {
        switch (codePoint) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                for (char unit : Character.toChars(codePoint)) {
                    safe.append("\\u").append(HEX.toHexDigits(unit));
                }
            }
        }
    }
}
