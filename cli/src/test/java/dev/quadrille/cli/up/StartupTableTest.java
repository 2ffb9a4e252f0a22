package dev.quadrille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartupTableTest {

    private final StartupTable table = new StartupTable(List.of("postgres", "kafka"));

    @Test
    void showsALineForEachProcess() {
        assertThat(table.lines())
                .containsExactly("postgres            waiting", "kafka               waiting");
    }

    @Test
    void countsTheSecondsSinceTheStart() {
        table.put("kafka", StartupTable.STARTING);

        assertThat(table.lines()).last().isEqualTo("kafka               starting … 0 s");
    }

    @Test
    void listsProcessesThatAreNotReady() {
        table.put("postgres", "ready after 1.2 s");

        assertThat(table.pending()).isEqualTo("kafka");
    }

    @Test
    void listsAtMostTwoNames() {
        StartupTable many = new StartupTable(List.of("postgres", "kafka", "gateway", "shipping"));

        assertThat(many.pending()).isEqualTo("postgres, kafka and 2 more");
    }

    @Test
    void truncatesLongLines() {
        assertThat(StartupTable.line("kafka", "x".repeat(100))).hasSize(76).endsWith("…");
    }
}
