package dev.quadrille.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.local.process.ProcessLog;
import java.io.PrintStream;

/// Prints a log while its process appends to it, in complete lines.
final class ProcessLogReader {

    private static final int MAX_LINE_LENGTH = 1 << 20;

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

    /// Prints what was appended since the previous call.
    void printNew() {
        if (log.size() < position) {
            position = 0; // The log was rotated.
        }
        String text = log.readFrom(position);
        int end = text.lastIndexOf('\n') + 1;
        // A line that is longer than one read is printed in parts.
        String lines = end == 0 && text.length() >= MAX_LINE_LENGTH ? text : text.substring(0, end);
        position += lines.getBytes(UTF_8).length;
        lines.lines().forEach(this::print);
    }

    private void print(String line) {
        out.println(prefix + line);
    }
}
