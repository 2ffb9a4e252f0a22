package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A directory with the layout of this project after a build.
record BuiltProject(Path root) {

    static BuiltProject in(Path root) throws IOException {
        BuiltProject project = new BuiltProject(root);
        for (Component component : Component.values()) {
            project.module(component.processName(), "common", component.processName() + "-lib");
        }
        project.module("embedded-servers", "kafka");
        project.module("local-stack", "spring-boot-loader-1");
        return project;
    }

    /// Creates a module that depends on these libraries and on the module `platform`.
    void module(String name, String... libraries) throws IOException {
        Path target = Files.createDirectories(root.resolve(name).resolve("target"));
        Files.write(target.resolve(name + "-1.jar"), new byte[1]);
        Path platform = root.resolve("platform/target/platform-1.jar");
        Files.writeString(
                target.resolve("runtime.classpath"),
                List.of(libraries).stream()
                                .map(this::library)
                                .map(Path::toString)
                                .collect(Collectors.joining(":"))
                        + ":"
                        + platform);
    }

    Path library(String name) {
        Path jar = root.resolve("lib").resolve(name + ".jar");
        try {
            Files.createDirectories(jar.getParent());
            return Files.exists(jar) ? jar : Files.write(jar, new byte[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
