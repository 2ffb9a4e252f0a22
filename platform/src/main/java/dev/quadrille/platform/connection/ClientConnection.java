package dev.quadrille.platform.connection;

/// An open connection as the registry sees it.
interface ClientConnection {

    /// The client's address, or its network; what the limit per address counts.
    String address();

    /// Whether the server waits for the client to send or read something. In the order in which
    /// connections are evicted, last constant first.
    enum Waiting {
        /// The server processes a request.
        NOT,
        /// The server has not checked yet whether a request has arrived.
        PERHAPS,
        /// The server waits for a part of a request, or for the client to read a response.
        FOR_CLIENT,
        /// The connection is kept alive and carries no request.
        IDLE
    }

    Waiting waiting();

    /// When it became idle, or when its present request began, in terms of `System.nanoTime()`.
    long since();

    /// Makes the server's next attempt to read or write fail, which ends the connection.
    void abort();
}
