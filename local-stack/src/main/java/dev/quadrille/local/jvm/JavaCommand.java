package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Builds the `java` commands of the stack. JVM options and class path are written to an argument
/// file beside the PID file, so that the output of `ps` stays readable.
///
/// Decision record: `docs/decisions/0015-fast-starts.md`.
public final class JavaCommand {

    private static final List<String> COMMON_FLAGS =
            List.of(
                    // Required by ArchiveRelocationMode, a diagnostic flag.
                    "-XX:+UnlockDiagnosticVMOptions",
                    // Kafka converts letter case with the default locale, which fails in tr_TR.
                    "-Duser.language=en",
                    "-Duser.country=US",
                    "-XX:+UseSerialGC",
                    "-Xss512k",
                    // With little memory the default initial heap is too small for an AOT cache.
                    "-Xms64m",
                    "-XX:+ExitOnOutOfMemoryError",
                    // A container that is restarted may have another address.
                    "-Dsun.net.inetaddr.ttl=5",
                    // A JVM starts without a cache that does not match; only errors are logged.
                    "-Xlog:aot*=error",
                    // Libraries use Unsafe and native code; JDK 25 would warn at each start.
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED");

    // Maps the cache at its preferred address. Its pages then need no relocation and are shared
    // between the JVMs: 65 instead of 129 MB of private memory per service.
    private static final String NO_RELOCATION = "-XX:ArchiveRelocationMode=0";

    private final StackLayout layout;

    public JavaCommand(StackLayout layout) {
        this.layout = layout;
    }

    /// The command that runs the instance. Each instance has its own argument file, because a JVM
    /// reads it while the next instance starts.
    public List<String> of(ComponentInstance instance, String... arguments) {
        Component component = instance.component();
        return command(
                instance.processName(), options(component), component.mainClass(), arguments);
    }

    /// The JVM options and the class path of the component, as lines of an argument file.
    public List<String> options(Component component) {
        AotCacheGroup group = AotCacheGroup.of(component);
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        flags.add(layout.compiler().flag());
        flags.add("-Xmx" + heapMebibytes(component) + "m");
        AotCache cache = AotCache.of(group, layout.project());
        if (cache.exists()) {
            flags.add("-XX:AOTCache=" + quoted(cache.file().toString()));
            flags.add(NO_RELOCATION);
        }
        flags.addAll(specificFlags(component));
        flags.add("-cp " + quoted(ClassPath.of(component, layout.project()).full()));
        return flags;
    }

    /// The command of a training JVM, which runs all applications of the group and writes the AOT
    /// cache when it ends. The jars of this project are not on its class path, so that the cache
    /// depends on the libraries only.
    ///
    /// @param calls arguments for {@link ServicesTogether}
    public List<String> training(AotCacheGroup group, Path cache, List<String> calls) {
        ClassPath path = ClassPath.of(group, layout.project());
        Stream<Path> moduleJars =
                Stream.concat(
                        path.modules().stream(),
                        Stream.of(ClassPath.launcherJar(layout.project())));
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        flags.add(Compiler.QUICK.flag());
        flags.add("-Xmx512m");
        flags.add("-XX:AOTCacheOutput=" + quoted(cache.toString()));
        flags.add("-Dloader.path=" + quoted(ClassPath.joined(moduleJars, ",")));
        flags.add("-Dloader.main=" + ServicesTogether.class.getName());
        flags.add("-cp " + quoted(path.librariesOnly()));
        return command(
                group.members().getFirst().processName(),
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
        // The gateway holds the buffers of all waiting requests.
        return component == Component.KAFKA || component == Component.GATEWAY ? 256 : 160;
    }

    private static List<String> specificFlags(Component component) {
        return component == Component.KAFKA
                ? List.of(
                        "-Dlog4j2.configurationFile=classpath:embedded-servers/broker-log4j2.properties")
                : List.of();
    }

    // Argument files treat a backslash as an escape character and spaces as separators.
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
