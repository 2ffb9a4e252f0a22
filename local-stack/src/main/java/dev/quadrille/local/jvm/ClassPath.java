package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The class path of the applications of a group: first the libraries of all members, then the
/// modules of this project. An AOT cache is valid as long as the class path begins with the entries
/// of the training, so the entries that change often come last.
///
/// Decision record: `docs/decisions/0032-spring-boot-applications.md`.
///
/// @param libraries in the same order for all members
/// @param modules the jars of this project
record ClassPath(List<Path> libraries, List<Path> modules) {

    // The module that starts the other ones.
    private static final String LAUNCHER = "local-stack";

    private static final String BROKER = "embedded-servers";

    // Loads the applications of a training, whose jars must not be on the class path.
    private static final Pattern LOADER = Pattern.compile("spring-boot-loader-.*\\.jar");

    /// The class path of all members together.
    static ClassPath of(AotCacheGroup group, Path project) {
        return of(group.members(), group, project);
    }

    /// The class path of one application.
    static ClassPath of(Component component, Path project) {
        return of(List.of(component), AotCacheGroup.of(component), project);
    }

    private static ClassPath of(List<Component> started, AotCacheGroup group, Path project) {
        Stream<Path> libraries =
                jars(group.members(), project).filter(jar -> !isModule(jar, project));
        return new ClassPath(
                Stream.concat(libraries, loader(project)).distinct().toList(),
                jars(started, project).filter(jar -> isModule(jar, project)).distinct().toList());
    }

    private static Stream<Path> jars(List<Component> components, Path project) {
        return components.stream()
                .map(ClassPath::module)
                .flatMap(module -> jars(project.resolve(module).resolve("target"), module));
    }

    /// The jar of this module.
    static Path launcherJar(Path project) {
        return jar(project.resolve(LAUNCHER).resolve("target"), LAUNCHER);
    }

    private static Stream<Path> loader(Path project) {
        return jars(project.resolve(LAUNCHER).resolve("target"), LAUNCHER)
                .filter(jar -> LOADER.matcher(jar.getFileName().toString()).matches());
    }

    private static String module(Component component) {
        return component == Component.KAFKA ? BROKER : component.processName();
    }

    private static boolean isModule(Path jar, Path project) {
        return jar.startsWith(project)
                && project.relativize(jar).getNameCount() == 3
                && project.relativize(jar).getName(1).toString().equals("target");
    }

    /// Reads the class path that the build has written to `runtime.classpath`.
    private static Stream<Path> jars(Path target, String module) {
        try {
            String libraries = Files.readString(target.resolve("runtime.classpath")).strip();
            return Stream.concat(
                    Stream.of(jar(target, module)),
                    Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                            .splitAsStream(libraries)
                            .map(Path::of));
        } catch (IOException e) {
            throw notBuilt(module, e);
        }
    }

    private static Path jar(Path target, String module) {
        // The jar without the suffix is executable and contains all libraries.
        Path plain = target.resolve(module + "-plain.jar");
        return Files.exists(plain) ? plain : onlyJar(target, module);
    }

    private static Path onlyJar(Path target, String module) {
        String pattern = module + "-*[!s].jar"; // excludes -tests.jar and -sources.jar
        try (var jars = Files.newDirectoryStream(target, pattern)) {
            return jars.iterator().next();
        } catch (IOException | NoSuchElementException e) {
            throw notBuilt(module, e);
        }
    }

    private static StackFailure notBuilt(String module, Exception cause) {
        return new StackFailure(
                module + " has not been built. Build it with: ./mvnw package", cause);
    }

    String full() {
        return joined(Stream.concat(libraries.stream(), modules.stream()), File.pathSeparator);
    }

    String librariesOnly() {
        return joined(libraries.stream(), File.pathSeparator);
    }

    static String joined(Stream<Path> jars, String separator) {
        return jars.map(Path::toString).collect(Collectors.joining(separator));
    }
}
