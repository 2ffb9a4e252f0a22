package dev.quadrille.local.process.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
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
}
