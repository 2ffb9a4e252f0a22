package dev.quadrille.servers;

/// A server cannot be prepared or used. The message states the cause and, where there is one, the
/// remedy; it is written for users.
public final class ServerFailure extends RuntimeException {

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
