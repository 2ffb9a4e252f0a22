package dev.quadrille.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private static final String OUTSIDE_THE_BMP = "\ud842\udfb7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice",
                " a ",
                "J\u00fcrgen",
                "\u540d",
                "\ud842\udfb7",
                "\ud83d\ude00",
                // A family of four: emoji joined by U+200D, which alone would be invisible.
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
                "\u2764\ufe0f",
                "\u202ealice\u202c",
                "\u00a0a",
                // Unassigned, but a later Unicode version may assign it.
                "\u0378"
            })
    void acceptsOneLineOfText(String text) {
        assertThat(PlainText.isOneLine(text, 100)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u202f",
                "\u3000",
                "\u2028",
                "\u2029",
                "\u00ad",
                "\u061c",
                "\u180e",
                "\u200b",
                "\u200d",
                "\u200e",
                "\u202e",
                "\u2060",
                "\u2066",
                "\ufeff",
                "\ufff9",
                "\u034f",
                "\u115f",
                "\u2800",
                "\u3164",
                "\ufe0f",
                "\uffa0",
                "\ufffe",
                "\uffff",
                "\ufdd0",
                "\udb40\udc20",
                "\udb40\udd00",
                "\ud83f\udffe",
                " \u00a0\u200b\ufeff\u202e"
            })
    void rejectsInvisibleText(String text) {
        assertThat(PlainText.isOneLine(text, 100)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "a\u0000", "a\u007f", "a\u0085", "a\ud800", "\udc00a"})
    void rejectsControlCharactersAndUnpairedSurrogates(String text) {
        assertThat(PlainText.isOneLine(text, 100)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "99, true", "100, true", "101, false", "200, false"})
    void countsCodePoints(int count, boolean accepted) {
        assertThat(PlainText.isOneLine("a".repeat(count), 100)).isEqualTo(accepted);
        assertThat(PlainText.isOneLine(OUTSIDE_THE_BMP.repeat(count), 100)).isEqualTo(accepted);
    }

    @Test
    void doesNotSplitSurrogatePairs() {
        assertThat(PlainText.first("ab" + OUTSIDE_THE_BMP + "c", 3))
                .isEqualTo("ab" + OUTSIDE_THE_BMP);
        assertThat(PlainText.first("ab" + OUTSIDE_THE_BMP + "c", 2)).isEqualTo("ab");
        assertThat(PlainText.first(OUTSIDE_THE_BMP, 1)).isEqualTo(OUTSIDE_THE_BMP);
        assertThat(PlainText.first("", 1)).isEmpty();
    }
}
