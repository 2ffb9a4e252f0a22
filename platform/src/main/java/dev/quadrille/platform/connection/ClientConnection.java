package dev.quadrille.platform.connection;

/// An open connection that a {@link ConnectionRegistry} counts and may evict.
interface ClientConnection {

    /// The address or network to which the limit per address applies.
    String address();

    /// Whether the server waits for the client to send or to read. Connections are evicted in the
    /// reverse order of these constants.
    enum Waiting {
        /// The server processes a request.
        NOT,
        /// The server has not checked yet whether a request has arrived.
        PERHAPS,
        /// The server waits for a request or a part of it, or for the client to read a response.
        FOR_CLIENT,
        /// The connection is kept alive and has carried no request for more than a second.
        IDLE
    }

    Waiting waiting();

    /// The time when the connection became idle or its current request began, in the unit of
    /// `System.nanoTime()`.
    long since();

    /// Makes the server's next attempt to read or write fail, which ends the connection.
    void abort();
}
