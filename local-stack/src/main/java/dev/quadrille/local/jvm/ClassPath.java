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

/// What a family of applications is started from: the libraries of all its members first, since a
/// cache holds as long as the class path begins as it did when it was made; then what is built here
/// and changes.
///
/// @param libraries in one order for all members
/// @param modules the jars of this project
record ClassPath(List<Path> libraries, List<Path> modules) {

    // The module that runs the others, with what only it needs.
    private static final String LAUNCHER = "local-stack";

    // Runs an application whose jars are not on the class path, which a training is about.
    private static final Pattern LOADER = Pattern.compile("spring-boot-loader-.*\\.jar");

    /// For all members of a family together.
    static ClassPath of(AotCacheGroup family, Path project) {
        return of(family.members(), family, project);
    }

    /// For one application.
    static ClassPath of(Component component, Path project) {
        return of(List.of(component), AotCacheGroup.of(component), project);
    }

    private static ClassPath of(List<Component> started, AotCacheGroup family, Path project) {
        Stream<Path> libraries =
                jars(family.members(), project).filter(jar -> !isBuiltHere(jar, project));
        return new ClassPath(
                Stream.concat(libraries, loader(project)).distinct().toList(),
                jars(started, project)
                        .filter(jar -> isBuiltHere(jar, project))
                        .distinct()
                        .toList());
    }

    private static Stream<Path> jars(List<Component> components, Path project) {
        return components.stream()
                .map(ClassPath::module)
                .flatMap(module -> jars(project.resolve(module).resolve("target"), module));
    }

    /// The jar of the module that runs the others.
    static Path launcher(Path project) {
        return jar(project.resolve(LAUNCHER).resolve("target"), LAUNCHER);
    }

    private static Stream<Path> loader(Path project) {
        return jars(project.resolve(LAUNCHER).resolve("target"), LAUNCHER)
                .filter(jar -> LOADER.matcher(jar.getFileName().toString()).matches());
    }

    private static String module(Component component) {
        return component == Component.KAFKA ? LAUNCHER : component.processName();
    }

    private static boolean isBuiltHere(Path jar, Path project) {
        return jar.startsWith(project)
                && project.relativize(jar).getNameCount() == 3
                && project.relativize(jar).getName(1).toString().equals("target");
    }

    /// As the build has written them down.
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
        String pattern = module + "-*[!s].jar"; // neither -tests.jar nor -sources.jar
        try (var jars = Files.newDirectoryStream(target, pattern)) {
            return jars.iterator().next();
        } catch (IOException | NoSuchElementException e) {
            throw notBuilt(module, e);
        }
    }

    private static StackFailure notBuilt(String module, Exception cause) {
        return new StackFailure(module + " is not built. Build it with: ./mvnw package", cause);
    }

    String all() {
        return joined(Stream.concat(libraries.stream(), modules.stream()), File.pathSeparator);
    }

    String librariesOnly() {
        return joined(libraries.stream(), File.pathSeparator);
    }

    static String joined(Stream<Path> jars, String separator) {
        return jars.map(Path::toString).collect(Collectors.joining(separator));
    }
}
