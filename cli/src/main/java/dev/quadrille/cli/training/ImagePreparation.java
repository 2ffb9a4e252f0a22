package dev.quadrille.cli.training;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.jvm.AotTraining;
import dev.quadrille.local.jvm.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prepares container images: trains missing AOT caches, and writes an argument file for each
/// application, so that containers use the same JVM options as local processes.
///
/// Decision record: `docs/decisions/0018-containers.md`.
public final class ImagePreparation {

    private ImagePreparation() {}

    /// Expects the directory for the argument files.
    public static void main(String[] arguments) throws IOException {
        StackLayout layout =
                StackLayout.of(
                        Path.of(System.getProperty("quadrille.project", ".")), System.getenv());
        AotTraining training = new AotTraining(layout);
        if (training.isRequired()) {
            training.run(temporary -> new AotTrainingWorkload(temporary).run());
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (Component component : Component.applications()) {
            List<String> lines = new ArrayList<>(new JavaCommand(layout).options(component));
            lines.add(component.mainClass());
            Files.write(directory.resolve(component.processName() + ".args"), lines);
        }
    }
}
