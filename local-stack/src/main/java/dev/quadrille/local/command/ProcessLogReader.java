package dev.quadrille.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.local.process.ProcessLog;
import java.io.PrintStream;

/// Prints a log that is still being written, whole lines only.
final class ProcessLogReader {

    private static final int LONGEST_LINE = 1 << 20;

    private final ProcessLog log;
    private final String prefix;
    private final PrintStream out;
    private long position;

    ProcessLogReader(ProcessLog log, String prefix, PrintStream out) {
        this.log = log;
        this.prefix = prefix;
        this.out = out;
    }

    void printTail(int lines) {
        position = log.size();
        log.tail(lines).forEach(this::print);
    }

    /// What was added since the last time.
    void printNew() {
        if (log.size() < position) {
            position = 0; // It was rotated.
        }
        String text = log.readFrom(position);
        int end = text.lastIndexOf('\n') + 1;
        // A line longer than one reading is printed in pieces.
        String lines = end == 0 && text.length() >= LONGEST_LINE ? text : text.substring(0, end);
        position += lines.getBytes(UTF_8).length;
        lines.lines().forEach(this::print);
    }

    private void print(String line) {
        out.println(prefix + line);
    }
}
