package dev.quadrille.local.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The AOT cache of a group (JEP 483, 514, 515): a file with the loaded and linked classes of the
/// libraries and with method profiles from a training run. Its name contains a fingerprint of the
/// JDK and the libraries, so that a JVM never uses a cache of other libraries.
///
/// @param file exists after a training run
public record AotCache(Path file) {

    private static final int FINGERPRINT_DIGITS = 16;

    public static AotCache of(AotCacheGroup group, Path project) {
        Path folder = project.resolve("local-stack", "target", "aot");
        List<Path> libraries = ClassPath.of(group, project).libraries();
        return new AotCache(
                folder.resolve(group.fileName() + "-" + fingerprint(libraries) + ".aot"));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /// Deletes the caches of this group that were made with other libraries or another JDK.
    public void deleteOutdated() {
        String group = file.getFileName().toString().replaceAll("-[^-]*$", "");
        try (var files = Files.newDirectoryStream(file.getParent(), group + "-*.aot*")) {
            for (Path each : files) {
                if (!each.equals(file)) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(List<Path> libraries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path library : libraries) {
                digest.update(describe(library).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The properties by which the JVM itself decides whether a cache matches its class path.
    private static String describe(Path library) {
        try {
            return "\n%s %d %s"
                    .formatted(library, Files.size(library), Files.getLastModifiedTime(library));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
