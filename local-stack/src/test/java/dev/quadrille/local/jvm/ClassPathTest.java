package dev.quadrille.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @TempDir Path folder;
    private BuiltProject project;

    @BeforeEach
    void build() throws IOException {
        project = BuiltProject.in(folder);
    }

    @Test
    void startsWithTheLibrariesOfAllMembersAndTheLoader() {
        assertThat(ClassPath.of(AotCacheGroup.SERVICES, folder).libraries())
                .containsExactly(
                        project.library("common"),
                        project.library("order-service-lib"),
                        project.library("inventory-service-lib"),
                        project.library("payment-service-lib"),
                        project.library("shipping-service-lib"),
                        project.library("query-service-lib"),
                        project.library("spring-boot-loader-1"));
    }

    @Test
    void endsWithTheModulesOfTheProject() {
        assertThat(ClassPath.of(AotCacheGroup.GATEWAY, folder).full())
                .endsWith(
                        folder.resolve("gateway/target/gateway-1.jar")
                                + ":"
                                + folder.resolve("platform/target/platform-1.jar"));
    }

    @Test
    void reportsAModuleThatIsNotBuilt() {
        Path empty = folder.resolve("empty");
        assertThatThrownBy(() -> ClassPath.of(AotCacheGroup.PROVIDER, empty))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("has not been built. Build it with");
    }
}
