package dev.quadrille.testsupport.servers;

/// A durable PostgreSQL server (`fsync` and `synchronous_commit` are on) that a test may crash and
/// restart.
public interface TestPostgresServer {

    /// Creates an empty database for exclusive use.
    Database newDatabase();

    /// Ends the server at once like a crash: every connection breaks, and no data is flushed.
    void crash();

    /// Restarts the server on the same port with all committed data.
    void restart();
}
