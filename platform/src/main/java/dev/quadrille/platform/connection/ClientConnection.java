package dev.quadrille.platform.connection;

/// An open connection as the registry sees it.
interface ClientConnection {

    /// The client's address, or its network; what the limit per address counts.
    String address();

    /// Whether the server can do nothing on it before the client sends or reads something. In the
    /// order in which connections make room for others, last first.
    enum Waiting {
        /// The server works on it.
        NOT,
        /// The server has not looked yet whether a request has come.
        PERHAPS,
        /// For a part of a request, or for a response to be read.
        FOR_CLIENT,
        /// It is kept alive and carries no request.
        IDLE
    }

    Waiting waiting();

    /// Since when it is idle, or else has carried its present request; in terms of
    /// `System.nanoTime()`.
    long since();

    /// Lets the server's next attempt to read or write fail, so that the connection ends.
    void abort();
}
