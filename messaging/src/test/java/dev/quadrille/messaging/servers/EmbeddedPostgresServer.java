package dev.quadrille.messaging.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The PostgreSQL binaries from Maven Central, run without Docker.
final class EmbeddedPostgresServer implements PostgresServer {

    private static final String ROLE = "quadrille";

    private final AtomicInteger databases = new AtomicInteger();
    private final int port = FreePort.find();
    private final Path directory = ServerDirectory.make("postgres", this::close);
    private volatile EmbeddedPostgres process;

    private EmbeddedPostgresServer() {
        process = run();
        execute("create role " + ROLE + " login password '" + ROLE + "'");
    }

    static PostgresServer launch() {
        return new EmbeddedPostgresServer();
    }

    private EmbeddedPostgres run() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library switches both off.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Database newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name + " owner " + ROLE);
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, ROLE, ROLE);
    }

    private void execute(String sql) {
        JdbcClient.create(process.getPostgresDatabase()).sql(sql).update();
    }

    @Override
    public void crash() {
        ProcessHandle postmaster = postmaster();
        try {
            // What `pg_ctl stop -m immediate` sends; that refuses to run as root.
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid())).start().waitFor();
            postmaster.onExit().join();
            // Lets go of the library's lock on the directory.
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
        String version =
                JdbcClient.create(process.getPostgresDatabase())
                        .sql("show server_version")
                        .query(String.class)
                        .single();
        return "PostgreSQL " + version + ", embedded, port " + port;
    }
}
