package dev.quadrille.testsupport.servers.embedded;

import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.FreePort;
import dev.quadrille.testsupport.servers.ServerSettings;
import dev.quadrille.testsupport.servers.TestDatabases;
import dev.quadrille.testsupport.servers.TestPostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real PostgreSQL server from the binaries on Maven Central, without Docker.
public final class EmbeddedPostgresServer implements TestPostgresServer {

    private final int port = FreePort.find();
    private final Path directory = ServerDirectory.create("postgres", this::close);
    private final TestDatabases databases;
    private volatile EmbeddedPostgres process;

    private EmbeddedPostgresServer() {
        process = run();
        databases = new TestDatabases(process.getPostgresDatabase(), "127.0.0.1:" + port);
    }

    public static TestPostgresServer launch() {
        return new EmbeddedPostgresServer();
    }

    private EmbeddedPostgres run() {
        EmbeddedPostgres.Builder postgres =
                EmbeddedPostgres.builder()
                        .setPort(port)
                        .setDataDirectory(directory.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(Duration.ofSeconds(60));
        ServerSettings.POSTGRES.forEach(postgres::setServerConfig);
        try {
            return postgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Database newDatabase() {
        return databases.create();
    }

    @Override
    public void crash() {
        ProcessHandle postmaster = postmaster();
        try {
            // The signal of `pg_ctl stop -m immediate`, which refuses to run as root.
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid())).start().waitFor();
            postmaster.onExit().join();
            // Releases the lock of the library on the directory.
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessHandle postmaster() {
        try {
            Path file = directory.resolve("data/postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restart() {
        process = run();
    }

    private void close() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + databases.serverVersion() + ", embedded, port " + port;
    }
}
