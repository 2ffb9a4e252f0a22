package dev.quadrille.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartupTableTest {

    private final StartupTable board = new StartupTable(List.of("postgres", "kafka"));

    @Test
    void hasALineForEachProcessFromTheStart() {
        assertThat(board.lines())
                .containsExactly("postgres            waiting", "kafka               waiting");
    }

    @Test
    void countsTheSecondsOfAStart() {
        board.put("kafka", StartupTable.STARTING);

        assertThat(board.lines()).last().isEqualTo("kafka               starting … 0 s");
    }

    @Test
    void knowsWhatIsWaitedFor() {
        board.put("postgres", "ready after 1.2 s");

        assertThat(board.pending()).isEqualTo("kafka");
    }

    @Test
    void namesOnlySomeOfManyThatAreWaitedFor() {
        StartupTable many = new StartupTable(List.of("postgres", "kafka", "gateway", "shipping"));

        assertThat(many.pending()).isEqualTo("postgres, kafka and 2 more");
    }

    @Test
    void fitsATerminal() {
        assertThat(StartupTable.line("kafka", "x".repeat(100))).hasSize(76).endsWith("…");
    }
}
