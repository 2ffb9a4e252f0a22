package dev.quadrille.local.maintenance;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.Component;
import dev.quadrille.local.OrphanedProcesses;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.pidfile.LauncherLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The persistent data of a stack: databases, topics, keys, logs and PID files.
public final class StackData {

    private final StackLayout layout;

    public StackData(StackLayout layout) {
        this.layout = layout;
    }

    /// Deletes all data. Throws {@link AlreadyRunning} if a launcher is using it. Deletes only
    /// directories that the stack creates, so that a wrong `QUADRILLE_HOME` does no harm.
    public void delete() {
        try (LauncherLock _ = AlreadyRunning.acquireLock(layout)) {
            new OrphanedProcesses(layout).terminate();
            directories().forEach(StackData::deleteAll);
        }
    }

    private List<Path> directories() {
        Stream<Path> data = Arrays.stream(Component.values()).map(layout::data);
        return Stream.concat(data, Stream.of(layout.logs(), layout.run())).toList();
    }

    private static void deleteAll(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
