package dev.quadrille.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {

    @TempDir Path folder;
    private ProcessLog log;

    @BeforeEach
    void open() {
        log = new ProcessLog(folder.resolve("logs"), "kafka");
        log.prepare();
    }

    @Test
    void isEmptyBeforeTheFirstLineIsWritten() {
        assertThat(log.tail(3)).isEmpty();
        assertThat(log.size()).isZero();
    }

    @Test
    void returnsTheLastLines() throws IOException {
        write("one\ntwo\nthree\nfour\n");

        assertThat(log.tail(2)).containsExactly("three", "four");
        assertThat(log.tail(9)).containsExactly("one", "two", "three", "four");
    }

    @Test
    void returnsOnlyTheLinesOfTheCurrentRun() throws IOException {
        write("previous run\n");
        long start = log.size();
        write("current run\n");

        assertThat(log.tail(9, start)).containsExactly("current run");
    }

    @Test
    void rotatesALargeFileBeforeANewRun() throws IOException {
        write("x".repeat(17 << 20));
        log.prepare();

        assertThat(log.size()).isZero();
        assertThat(log.file().resolveSibling("kafka.log.1")).exists();
    }

    @Test
    void rotatesALargeFileDuringARun() throws IOException {
        try (OutputStream process = new FileOutputStream(log.file().toFile(), true)) {
            process.write(new byte[17 << 20]);
            log.rotateIfLarge();
            process.write("after\n".getBytes(UTF_8));
        }
        assertThat(log.tail(9)).containsExactly("after");
        assertThat(log.file().resolveSibling("kafka.log.1")).hasSize(17 << 20);
    }

    @Test
    void readsTheEndOfALogThatDoesNotFitIntoMemory() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(log.file().toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        write("\nlast\n");

        assertThat(log.tail(1)).containsExactly("last");
        assertThat(log.readFrom(0)).hasSize(16 << 20);
    }

    private void write(String text) throws IOException {
        Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
