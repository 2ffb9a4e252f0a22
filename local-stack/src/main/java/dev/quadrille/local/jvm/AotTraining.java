package dev.quadrille.local.jvm;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import dev.quadrille.local.maintenance.StackData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/// Makes the AOT caches, which shorten the start of the applications. A training starts a temporary
/// stack with its own directory and ports, runs a workload on it, and stops it, whereupon each JVM
/// writes its cache. A new training is needed when the libraries or the JDK change, not when the
/// code of this project changes.
///
/// Decision record: `docs/decisions/0015-fast-starts.md`.
public final class AotTraining {

    private static final List<AotCacheGroup> GROUPS =
            List.of(AotCacheGroup.SERVICES, AotCacheGroup.GATEWAY, AotCacheGroup.PROVIDER);

    private final StackLayout layout;

    public AotTraining(StackLayout layout) {
        this.layout = layout;
    }

    /// Whether at least one cache does not exist.
    public boolean isRequired() {
        return !GROUPS.stream().map(this::cache).allMatch(AotCache::exists);
    }

    /// Trains all caches.
    ///
    /// @param workload is called when the temporary stack is ready
    public void run(Consumer<StackLayout> workload) {
        StackLayout temporary =
                new StackLayout(
                        layout.project(), layout.home().resolve("training"), Ports.firstFree());
        new StackData(temporary).delete();
        GROUPS.forEach(group -> prepare(newFile(group)));
        LocalStack stack = LocalStack.open(temporary, StackListener.NONE);
        Thread hook = new Thread(() -> abort(stack), "abort-training");
        Runtime.getRuntime().addShutdownHook(hook);
        try (stack) {
            stack.start(Component.POSTGRES, Component.KAFKA);
            stack.train(GROUPS, this::newFile, () -> workload.accept(temporary));
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        GROUPS.forEach(this::install);
        new StackData(temporary).delete();
    }

    /// Killed JVMs write no cache, so that Ctrl-C takes effect at once.
    private static void abort(LocalStack stack) {
        Component.applications().forEach(stack::kill);
        stack.close();
    }

    private AotCache cache(AotCacheGroup group) {
        return AotCache.of(group, layout.project());
    }

    private Path newFile(AotCacheGroup group) {
        Path file = cache(group).file();
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private void install(AotCacheGroup group) {
        try {
            AotCache cache = cache(group);
            Files.move(newFile(group), cache.file(), StandardCopyOption.ATOMIC_MOVE);
            cache.deleteOutdated();
        } catch (IOException e) {
            throw new StackFailure("A JVM did not write its AOT cache: " + e.getMessage(), e);
        }
    }

    private static void prepare(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
