package dev.quadrille.platform.connection;

/// A connection whose state is set by the test.
final class FakeConnection implements ClientConnection {

    private final String address;
    private Waiting waiting = Waiting.FOR_CLIENT;
    private long since;
    private boolean aborted;

    FakeConnection(String address) {
        this.address = address;
    }

    FakeConnection processing() {
        waiting = Waiting.NOT;
        return this;
    }

    FakeConnection unchecked() {
        waiting = Waiting.PERHAPS;
        return this;
    }

    FakeConnection idle() {
        waiting = Waiting.IDLE;
        return this;
    }

    FakeConnection at(long time) {
        since = time;
        return this;
    }

    boolean aborted() {
        return aborted;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Waiting waiting() {
        return waiting;
    }

    @Override
    public long since() {
        return since;
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
