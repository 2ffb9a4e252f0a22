package dev.quadrille.platform.connection;

/// A connection in the state that a test gives it.
final class OpenConnection implements ClientConnection {

    private final String address;
    private Waiting waiting = Waiting.FOR_CLIENT;
    private long since;
    private boolean aborted;

    OpenConnection(String address) {
        this.address = address;
    }

    OpenConnection working() {
        waiting = Waiting.NOT;
        return this;
    }

    OpenConnection unseen() {
        waiting = Waiting.PERHAPS;
        return this;
    }

    OpenConnection idle() {
        waiting = Waiting.IDLE;
        return this;
    }

    OpenConnection at(long time) {
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
