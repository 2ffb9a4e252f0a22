package dev.quadrille.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;

/// Stores the demo's signing key in a file. Tokens remain valid after a restart and at every
/// gateway replica that shares the directory.
final class SigningKeyFile {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    SigningKeyFile(Path directory) {
        this.file = directory.toAbsolutePath().resolve("signing-key.json");
    }

    /// Reads the key, or creates it if the file does not exist. Concurrent callers, also in other
    /// processes, get the same key.
    RSAKey key() {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                publish(newKey());
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the signing key file " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException("The file " + file + " contains no RSA key", e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes a temporary file, then links it to the final name. The link is atomic and fails if
    /// the name exists: no reader sees an incomplete key, and the first of two writers wins.
    private void publish(RSAKey key) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            writeDurably(temporary, key.toJSONString());
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException createdConcurrently) {
            return;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeDurably(Path path, String text) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(path, options, OWNER_ONLY)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
