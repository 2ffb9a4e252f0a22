package dev.quadrille.local;

import dev.quadrille.local.process.LauncherLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a stack keeps on disk between runs.
public final class StackData {

    private final StackLayout layout;

    public StackData(StackLayout layout) {
        this.layout = layout;
    }

    /// Deletes all of it; throws {@link AlreadyRunning} while a launcher uses it. Only folders that
    /// the stack itself makes are touched, so that a wrong `QUADRILLE_HOME` costs nothing.
    public void delete() {
        try (LauncherLock _ = AlreadyRunning.acquired(layout)) {
            new LeftoverProcesses(layout).end();
            folders().forEach(StackData::deleteAll);
        }
    }

    private List<Path> folders() {
        Stream<Path> data = Arrays.stream(Component.values()).map(layout::data);
        return Stream.concat(data, Stream.of(layout.logs(), layout.run())).toList();
    }

    private static void deleteAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
