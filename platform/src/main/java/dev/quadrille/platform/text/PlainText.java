package dev.quadrille.platform.text;

/// Checks and shortens text by Unicode code points.
public final class PlainText {

    /// Code points that Unicode does not classify as spaces, controls or formatting, and that are
    /// displayed as nothing all the same: fillers, variation selectors and the other default
    /// ignorables of Unicode 17 (property `Default_Ignorable_Code_Point`), and the blank Braille
    /// pattern. Pairs of first and last.
    private static final int[] DISPLAYED_AS_NOTHING = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x2065, 0x2800,
        0x2800, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0000, 0xE0FFF
    };

    private PlainText() {}

    /// Whether the text has 1 to `maxLength` code points, at least one of them visible, none of
    /// them a control character, and is valid Unicode: half of a surrogate pair is refused, because
    /// databases do not store it.
    public static boolean isOneLine(String text, int maxLength) {
        return text.codePointCount(0, text.length()) <= maxLength
                && text.codePoints().noneMatch(PlainText::isForbidden)
                && text.codePoints().anyMatch(PlainText::isVisible);
    }

    /// The first code points of the text. Never ends in half of a surrogate pair that the text has
    /// whole.
    public static String first(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.CONTROL,
                    Character.SURROGATE ->
                    false;
            default -> !isNoncharacter(codePoint) && !isDisplayedAsNothing(codePoint);
        };
    }

    /// U+FDD0 to U+FDEF and the last two code points of each plane, which Unicode never assigns.
    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    private static boolean isDisplayedAsNothing(int codePoint) {
        for (int i = 0; i < DISPLAYED_AS_NOTHING.length; i += 2) {
            if (codePoint >= DISPLAYED_AS_NOTHING[i] && codePoint <= DISPLAYED_AS_NOTHING[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
