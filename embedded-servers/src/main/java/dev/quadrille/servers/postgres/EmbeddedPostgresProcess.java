package dev.quadrille.servers.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.servers.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL server with its programs and data in one directory.
public final class EmbeddedPostgresProcess {

    /// The guarantees of the system depend on the first three: commits must survive a crash.
    private static final List<String> SETTINGS =
            List.of(
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "wal_level=replica",
                    "max_connections=200",
                    "shared_buffers=128MB",
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "log_destination=stderr",
                    "logging_collector=off",
                    "timezone=UTC",
                    "log_timezone=UTC");

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path data;
    private final Path programs;
    private final int port;
    private final UnprivilegedUser user;

    private EmbeddedPostgresProcess(Path directory, int port) throws IOException {
        this.data = data(directory);
        this.programs = PostgresBinaries.under(directory).resolve("bin");
        this.port = port;
        this.user = UnprivilegedUser.detect();
    }

    /// Unpacks the programs into `directory` and creates the data directory there, unless both
    /// exist.
    public static EmbeddedPostgresProcess in(Path directory, int port) {
        try {
            EmbeddedPostgresProcess server = new EmbeddedPostgresProcess(directory, port);
            if (!Files.isDirectory(server.data)) {
                server.createData();
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The command that runs the server in the foreground. `SIGINT` is its fast shutdown, which
    /// disconnects clients.
    public List<String> command() {
        Stream<String> command =
                Stream.of(program("postgres"), "-D", data.toString(), "-p", Integer.toString(port));
        Stream<String> settings = SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting));
        return user.command(Stream.concat(command, settings).toList());
    }

    /// The data directory below the directory of a server.
    public static Path data(Path directory) {
        return directory.resolve("data");
    }

    private void createData() throws IOException {
        Path draft = data.resolveSibling("data.draft");
        deleteAll(draft);
        Files.createDirectory(draft, OWNER_ONLY);
        user.takeOwnership(draft);
        Path password = Files.writeString(data.resolveSibling("password"), Databases.OWNER);
        initialize(draft, password);
        // The rename comes last, so that an incomplete data directory is never used.
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialize(Path directory, Path password) throws IOException {
        Process initdb =
                new ProcessBuilder(
                                user.command(
                                        List.of(
                                                program("initdb"),
                                                "--pgdata=" + directory,
                                                "--username=" + Databases.OWNER,
                                                "--pwfile=" + password,
                                                "--auth=scram-sha-256",
                                                "--encoding=UTF8",
                                                "--locale=C",
                                                "--locale-provider=builtin",
                                                "--builtin-locale=C.UTF-8")))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(initdb.getInputStream().readAllBytes(), UTF_8);
        if (initdb.onExit().join().exitValue() != 0) {
            throw new ServerFailure("PostgreSQL failed to create its data directory:\n" + output);
        }
    }

    private String program(String program) {
        return programs.resolve(program).toString();
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
