package dev.quadrille.local;

import dev.quadrille.local.jvm.AotCache;
import dev.quadrille.local.jvm.AotCacheGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/// Makes the caches from which the applications start fast: runs the whole shop once, in a folder
/// and on ports of its own, has somebody use it, and stops it, upon which its JVMs write down what
/// they have loaded and learned. Due again when the libraries or the JDK change, and not when this
/// project's own code does.
public final class AotTraining {

    private static final List<AotCacheGroup> TRAINED =
            List.of(AotCacheGroup.SERVICES, AotCacheGroup.GATEWAY, AotCacheGroup.PROVIDER);

    private final StackLayout layout;

    public AotTraining(StackLayout layout) {
        this.layout = layout;
    }

    /// Whether a cache is missing.
    public boolean isDue() {
        return !TRAINED.stream().map(this::cache).allMatch(AotCache::exists);
    }

    /// Makes the caches.
    ///
    /// @param rehearsal uses the shop that is given to it
    public void run(Consumer<StackLayout> rehearsal) {
        StackLayout stage =
                new StackLayout(
                        layout.project(), layout.home().resolve("training"), Ports.firstFree());
        new StackData(stage).delete();
        TRAINED.forEach(family -> prepare(unfinished(family)));
        LocalStack stack = LocalStack.open(stage, StackListener.NONE);
        Thread hook = new Thread(() -> abandon(stack), "abandon-training");
        Runtime.getRuntime().addShutdownHook(hook);
        try (stack) {
            stack.start(Component.POSTGRES, Component.KAFKA);
            stack.train(TRAINED, this::unfinished, () -> rehearsal.accept(stage));
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        TRAINED.forEach(this::finish);
        new StackData(stage).delete();
    }

    /// Whoever is killed writes no cache, which would take a while.
    private static void abandon(LocalStack stack) {
        Component.applications().forEach(stack::kill);
        stack.close();
    }

    private AotCache cache(AotCacheGroup family) {
        return AotCache.of(family, layout.project());
    }

    private Path unfinished(AotCacheGroup family) {
        Path file = cache(family).file();
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private void finish(AotCacheGroup family) {
        try {
            AotCache cache = cache(family);
            Files.move(unfinished(family), cache.file(), StandardCopyOption.ATOMIC_MOVE);
            cache.removeOthers();
        } catch (IOException e) {
            throw new StackFailure("A JVM did not write what it has learned: " + e.getMessage(), e);
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
