package dev.quadrille.messaging.servers;

/// A PostgreSQL that keeps its promises (`fsync` and `synchronous_commit` are on), and that a test
/// may take away and bring back.
public interface TestPostgresServer {

    /// Makes an empty database that nobody else uses.
    Database newDatabase();

    /// Ends the server at once, as a crash would: every connection breaks, nothing is written out.
    void crash();

    /// Brings the server back on the same port, with all that was committed.
    void restart();
}
