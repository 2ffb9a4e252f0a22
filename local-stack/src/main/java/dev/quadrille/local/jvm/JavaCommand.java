package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The commands for the JVMs of the stack: small and quiet. Flags and class path go into a file
/// beside the process's record, so that a list of processes stays readable.
public final class JavaCommand {

    private static final List<String> FLAGS =
            List.of(
                    // Required by diagnostic flags below.
                    "-XX:+UnlockDiagnosticVMOptions",
                    // Kafka changes letter case by the default locale, which fails under tr_TR.
                    "-Duser.language=en",
                    "-Duser.country=US",
                    "-XX:+UseSerialGC",
                    "-Xss512k",
                    // Where memory is limited a JVM begins with less than a cache needs.
                    "-Xms64m",
                    "-XX:+ExitOnOutOfMemoryError",
                    // Whoever comes back under the same name may have another address.
                    "-Dsun.net.inetaddr.ttl=5",
                    // Of a cache that does not fit, nothing but errors: the JVM does without it.
                    "-Xlog:aot*=error",
                    // What libraries do with these is known, and JDK 25 warns of it at each start.
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    // At the address that it was made for, less of it has to be changed, and all who use it share
    // the rest: 65 instead of 129 MB of its own for each service.
    private static final String MAPPED_ONCE = "-XX:ArchiveRelocationMode=0";

    private final StackLayout layout;

    public JavaCommand(StackLayout layout) {
        this.layout = layout;
    }

    /// Runs the component.
    public List<String> of(Component component, String... arguments) {
        return command(
                component.processName(), options(component), component.mainClass(), arguments);
    }

    /// All that `java` is told to run the component, a line each, as an argument file has it.
    public List<String> options(Component component) {
        AotCacheGroup family = AotCacheGroup.of(component);
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(layout.compiler().flag());
        flags.add("-Xmx" + heapMebibytes(component) + "m");
        AotCache cache = AotCache.of(family, layout.project());
        if (cache.exists()) {
            flags.add("-XX:AOTCache=" + quoted(cache.file().toString()));
            flags.add(MAPPED_ONCE);
        }
        flags.addAll(flagsOf(component));
        flags.add("-cp " + quoted(ClassPath.of(component, layout.project()).all()));
        return flags;
    }

    /// Runs applications of one family in a JVM that writes the family's cache into `cache` when it
    /// ends. Their own jars are not on its class path, so that the cache depends on the libraries
    /// alone.
    ///
    /// @param calls as {@link ServicesTogether} takes them
    public List<String> training(AotCacheGroup family, Path cache, List<String> calls) {
        ClassPath path = ClassPath.of(family, layout.project());
        Stream<Path> own =
                Stream.concat(
                        path.modules().stream(), Stream.of(ClassPath.launcher(layout.project())));
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(Compiler.QUICK.flag());
        flags.add("-Xmx512m");
        flags.add("-XX:AOTCacheOutput=" + quoted(cache.toString()));
        flags.add("-Dloader.path=" + quoted(ClassPath.joined(own, ",")));
        flags.add("-Dloader.main=" + ServicesTogether.class.getName());
        flags.add("-cp " + quoted(path.librariesOnly()));
        return command(
                family.members().getFirst().processName(),
                flags,
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                calls.toArray(String[]::new));
    }

    private List<String> command(
            String name, List<String> flags, String mainClass, String... arguments) {
        Path file = layout.run().resolve(name + ".args");
        write(file, flags);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java, "@" + file, mainClass), Stream.of(arguments)).toList();
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
