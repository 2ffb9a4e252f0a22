package dev.quadrille.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

    @TempDir private Path root;

    @Test
    void keepsKeyAfterRestart() {
        RSAKey first = new SigningKeyFile(root.resolve("new/keys")).key();
        RSAKey second = new SigningKeyFile(root.resolve("new/keys")).key();

        assertThat(second).isEqualTo(first);
        assertThat(second.isPrivate()).isTrue();
        assertThat(second.size()).isEqualTo(2048);
    }

    @Test
    void createsOneKeyForConcurrentStarts() throws Exception {
        int starts = 8;
        CyclicBarrier barrier = new CyclicBarrier(starts);
        try (ExecutorService threads = Executors.newFixedThreadPool(starts)) {
            var keys =
                    IntStream.range(0, starts)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        barrier.await();
                                        return new SigningKeyFile(root).key().getKeyID();
                                    }))
                            .toList();
            assertThat(keys).extracting(Future::get).containsOnly(keys.getFirst().get());
        }
    }

    @Test
    void isReadableByOwnerOnlyAndLeavesNoTemporaryFile() throws IOException {
        new SigningKeyFile(root).key();

        try (var files = Files.list(root)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.getPosixFilePermissions(file))
                                    .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void rejectsFileWithoutKey() throws IOException {
        Files.writeString(root.resolve("signing-key.json"), "{}");

        assertThatIllegalStateException().isThrownBy(() -> new SigningKeyFile(root).key());
    }
}
