package dev.quadrille.gateway.keys;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// A text file with a secret, which only its owner may read. Other processes that share the
/// directory never see an incomplete text.
public final class OwnerOnlyFile {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNER =
            Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private final Path path;

    public OwnerOnlyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /// Creates the file if it does not exist. If several callers do so at the same time, also in
    /// different processes, the first one wins.
    public void createIfMissing(Supplier<String> text) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        Files.createDirectories(path.getParent());
        Path temporary = writeTemporary(text.get());
        try {
            // Fails if the name exists, unlike a move.
            Files.createLink(path, temporary);
        } catch (FileAlreadyExistsException createdConcurrently) {
            return;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    public void replace(String text) throws IOException {
        Files.move(
                writeTemporary(text),
                path,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Throws {@link IllegalStateException} if other users may read or change the file.
    public String read() throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
            throw new IllegalStateException(
                    "The file %s contains a private key, and other users have access to it. If none of them has read it: chmod 600 %s. Otherwise delete it, and a new one is created."
                            .formatted(path, path));
        }
        return Files.readString(path);
    }

    private Path writeTemporary(String text) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, OWNER_ONLY)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return temporary;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
