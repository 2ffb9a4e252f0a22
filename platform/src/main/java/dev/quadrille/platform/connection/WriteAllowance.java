package dev.quadrille.platform.connection;

/// How long a connection may still wait for its client to read: a bucket of time that drains while
/// it waits and fills with every byte that leaves. A client that reads fast enough never empties
/// it, so a response may take as long as it likes. Times are nanoseconds of `System.nanoTime()`.
final class WriteAllowance {

    private final long most;
    private final long perByte;
    private long left;
    private long waitingSince;
    private boolean waiting;

    WriteAllowance(long most, long perByte) {
        this.most = most;
        this.perByte = perByte;
        this.left = most;
    }

    /// Notes that an attempt to write has sent so many bytes; none means that the client has to
    /// read first.
    void wrote(int bytes, long now) {
        if (waiting) {
            left -= now - waitingSince;
        }
        waiting = bytes == 0;
        waitingSince = now;
        if (left > 0) {
            left = Math.min(most, left + bytes * perByte);
        }
    }

    /// Not above zero if the client has read too slowly.
    long left() {
        return left;
    }
}
