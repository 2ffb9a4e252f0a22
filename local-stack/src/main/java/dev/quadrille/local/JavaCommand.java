package dev.quadrille.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How the JVMs of the stack are run: small and quiet, from the class path that the build wrote
/// down for their module.
final class JavaCommand {

    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xss512k",
                    // The quick compiler only: on two busy cores the stack was ready in 37 to 53 s
                    // instead of 80 to 110 s. What it costs under lasting load is not measured.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    // What libraries do with these is known, and JDK 25 warns of it at each start.
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    private final StackLayout layout;

    JavaCommand(StackLayout layout) {
        this.layout = layout;
    }

    /// The command for the component's main class. Flags and class path go into a file beside its
    /// record, so that a list of processes stays readable.
    List<String> of(Component component, String... arguments) {
        Path file = layout.run().resolve(component.processName() + ".args");
        List<String> lines = new ArrayList<>(FLAGS);
        lines.add("-Xmx" + heapMebibytes(component) + "m");
        lines.addAll(flagsOf(component));
        lines.add("-cp " + quoted(classPath(component)));
        write(file, lines);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(
                        Stream.of(java, "@" + file, component.mainClass()), Stream.of(arguments))
                .toList();
    }

    private static int heapMebibytes(Component component) {
        // The gateway holds every request that waits, and its buffers.
        return component == Component.KAFKA || component == Component.GATEWAY ? 256 : 160;
    }

    private static List<String> flagsOf(Component component) {
        return component == Component.KAFKA
                ? List.of(
                        "-Dlog4j2.configurationFile=classpath:local-stack/broker-log4j2.properties")
                : List.of();
    }

    private String classPath(Component component) {
        String module = component == Component.KAFKA ? "local-stack" : component.processName();
        Path target = layout.project().resolve(module).resolve("target");
        try {
            String libraries = Files.readString(target.resolve("runtime.classpath")).strip();
            return jar(module, target) + ":" + libraries;
        } catch (IOException e) {
            throw new StackFailure(module + " is not built. Build it with: ./mvnw package", e);
        }
    }

    private static Path jar(String module, Path target) throws IOException {
        String pattern = module + "-*[!s].jar"; // neither -tests.jar nor -sources.jar
        try (var jars = Files.newDirectoryStream(target, pattern)) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IOException("no jar in " + target);
    }

    // In an argument file a backslash escapes, and quotes keep spaces together.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
