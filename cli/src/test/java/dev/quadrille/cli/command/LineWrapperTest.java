package dev.quadrille.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineWrapperTest {

    @Test
    void breaksLinesAtSpaces() {
        assertThat(LineWrapper.lines("one two three", 8)).containsExactly("one two", "three");
    }

    @Test
    void splitsAWordThatIsLongerThanALine() {
        assertThat(LineWrapper.lines("abcdefgh ij", 4)).containsExactly("abcd", "efgh", "ij");
    }
}
