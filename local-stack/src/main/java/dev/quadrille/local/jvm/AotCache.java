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

/// The file from which the JVMs of a family take the classes of their libraries ready to run, with
/// what a training run has learned about their methods (JEP 483, 514, 515). It is named after the
/// JDK and the libraries that it was made with, so that it never is another's.
///
/// @param file is there once a training has made it
public record AotCache(Path file) {

    private static final int SHOWN_DIGITS = 16;

    public static AotCache of(AotCacheGroup family, Path project) {
        Path folder = project.resolve("local-stack", "target", "aot");
        List<Path> libraries = ClassPath.of(family, project).libraries();
        return new AotCache(folder.resolve(family.word() + "-" + print(libraries) + ".aot"));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /// Removes those that were made with other libraries, so that they do not pile up.
    public void removeOthers() {
        String family = file.getFileName().toString().replaceAll("-[^-]*$", "");
        try (var files = Files.newDirectoryStream(file.getParent(), family + "-*.aot*")) {
            for (Path each : files) {
                if (!each.equals(file)) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String print(List<Path> libraries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path library : libraries) {
                digest.update(describe(library).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the JVM itself compares.
    private static String describe(Path library) {
        try {
            return "\n%s %d %s"
                    .formatted(library, Files.size(library), Files.getLastModifiedTime(library));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
