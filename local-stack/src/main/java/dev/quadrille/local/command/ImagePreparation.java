package dev.quadrille.local.command;

import dev.quadrille.local.AotTraining;
import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.jvm.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prepares what goes into container images: trains the caches that are missing, and writes an
/// argument file for each application, so that it is started there as it is here.
public final class ImagePreparation {

    private ImagePreparation() {}

    /// Takes the folder for the argument files.
    public static void main(String[] arguments) throws IOException {
        StackLayout layout =
                StackLayout.of(
                        Path.of(System.getProperty("quadrille.project", ".")), System.getenv());
        AotTraining training = new AotTraining(layout);
        if (training.isDue()) {
            training.run(stage -> new AotTrainingWorkload(stage).run());
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Component component : Component.applications()) {
            List<String> lines = new ArrayList<>(new JavaCommand(layout).options(component));
            lines.add(component.mainClass());
            Files.write(folder.resolve(component.processName() + ".args"), lines);
        }
    }
}
