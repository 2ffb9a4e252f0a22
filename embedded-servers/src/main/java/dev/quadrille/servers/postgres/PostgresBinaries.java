package dev.quadrille.servers.postgres;

import dev.quadrille.servers.ServerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, from a Maven artifact for this platform.
final class PostgresBinaries {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /// Unpacks the programs into a directory under `parent`, named after the version, unless it
    /// exists.
    static Path under(Path parent) throws IOException {
        JarURLConnection archive = (JarURLConnection) archive().openConnection();
        Path jar = Path.of(archive.getJarFileURL().getPath()).getFileName();
        Path directory = parent.resolve(jar.toString().replace(".jar", ""));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(parent);
            Path draft = Files.createTempDirectory(parent, "unpacking-");
            try (InputStream input = archive.getInputStream()) {
                unpack(input, draft);
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            // The rename comes last, so that an incomplete directory is never used.
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return directory;
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String platform =
                (system.startsWith("mac") ? "darwin" : "linux")
                        + (System.getProperty("os.arch").equals("aarch64") ? "-arm_64" : "-x86_64");
        URL archive = PostgresBinaries.class.getResource("/postgres-" + platform + ".txz");
        if (archive == null) {
            throw new ServerFailure(
                    "Quadrille has no PostgreSQL for %s on %s. It runs on Linux and macOS, x86-64 and arm64."
                            .formatted(system, System.getProperty("os.arch")));
        }
        return archive;
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(entry, tar, directory.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
