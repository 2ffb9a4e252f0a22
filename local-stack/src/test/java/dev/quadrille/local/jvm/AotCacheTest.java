package dev.quadrille.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir Path folder;
    private BuiltProject project;

    @BeforeEach
    void build() throws IOException {
        project = BuiltProject.in(folder);
    }

    @Test
    void changesItsNameWhenALibraryChanges() throws IOException {
        AotCache before = AotCache.of(AotCacheGroup.SERVICES, folder);
        Files.write(project.library("payment-service-lib"), new byte[2]);
        assertThat(AotCache.of(AotCacheGroup.SERVICES, folder)).isNotEqualTo(before);
    }

    @Test
    void changesItsNameWhenALibraryIsAdded() throws IOException {
        AotCache before = AotCache.of(AotCacheGroup.SERVICES, folder);
        project.module("query-service", "common", "caffeine");
        assertThat(AotCache.of(AotCacheGroup.SERVICES, folder)).isNotEqualTo(before);
    }

    @Test
    void keepsItsNameWhenAModuleChanges() throws IOException {
        AotCache before = AotCache.of(AotCacheGroup.SERVICES, folder);
        Files.write(folder.resolve("order-service/target/order-service-1.jar"), new byte[2]);
        assertThat(AotCache.of(AotCacheGroup.SERVICES, folder)).isEqualTo(before);
    }

    @Test
    void deletesOnlyOutdatedCachesOfItsGroup() throws IOException {
        AotCache cache = AotCache.of(AotCacheGroup.SERVICES, folder);
        Path caches = Files.createDirectories(cache.file().getParent());
        Files.createFile(cache.file());
        Path other = Files.createFile(caches.resolve("gateway-outdated.aot"));
        Files.createFile(caches.resolve("services-outdated.aot"));
        Files.createFile(caches.resolve("services-outdated.aot.new.config"));
        cache.deleteOutdated();
        assertThat(caches).isDirectoryNotContaining("glob:**services-outdated*");
        assertThat(cache.exists()).isTrue();
        assertThat(other).exists();
    }
}
