package dev.quadrille.local.process.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherLockTest {

    @TempDir Path folder;

    @Test
    void isHeldByAtMostOneLauncher() {
        Optional<LauncherLock> first = LauncherLock.tryAcquire(folder);
        assertThat(first).isPresent();
        assertThat(LauncherLock.tryAcquire(folder)).isEmpty();

        first.orElseThrow().close();

        Optional<LauncherLock> next = LauncherLock.tryAcquire(folder);
        assertThat(next).isPresent();
        next.orElseThrow().close();
    }

    @Test
    void isAcquiredByOneOfManyConcurrentLaunchers() {
        List<LauncherLock> acquired =
                IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(_ -> LauncherLock.tryAcquire(folder))
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(acquired).hasSize(1);
        acquired.getFirst().close();
    }
}
