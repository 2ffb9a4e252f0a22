package dev.quadrille.platform.connection;

/// How long a connection may still wait for its client to read: a token bucket of time that drains
/// while the server waits and refills with every byte sent. A client that reads fast enough never
/// empties it, so the duration of a response is not limited. Times are nanoseconds of
/// `System.nanoTime()`.
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

    /// Records that an attempt to write has sent this many bytes; zero means that the client must
    /// read before more can be sent.
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

    /// Zero or less if the client has read too slowly.
    long left() {
        return left;
    }
}
