package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Knows where lines begin: every thousandth one exactly, and the others by reading on from there.
/// So it stays small however long the file grows.
final class LineIndex {

    /// A line's number, from 0, and the byte at which it begins.
    record Milestone(long line, long offset) {}

    private static final int STRIDE = 1000;

    private final List<Milestone> milestones = new ArrayList<>(List.of(new Milestone(0, 0)));
    private long lines;
    private long end;

    /// Reads where the whole lines of a file are. What follows the last of them is not counted.
    static LineIndex of(FileChannel channel) throws IOException {
        LineIndex index = new LineIndex();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long position = 0;
        while (channel.read(buffer, position) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                position++;
                if (buffer.get() == '\n') {
                    index.addUpTo(position);
                }
            }
            buffer.clear();
        }
        return index;
    }

    synchronized void add(int bytes) {
        addUpTo(end + bytes);
    }

    private void addUpTo(long newEnd) {
        end = newEnd;
        lines++;
        if (lines % STRIDE == 0) {
            milestones.add(new Milestone(lines, end));
        }
    }

    synchronized long lines() {
        return lines;
    }

    /// Where the next line will begin.
    synchronized long end() {
        return end;
    }

    /// The last milestone that is not behind this line.
    synchronized Milestone before(long line) {
        return milestones.get(Math.toIntExact(Math.min(line, lines) / STRIDE));
    }
}
