package dev.quadrille.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.Component;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.Ports;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

    @TempDir Path folder;
    private StackLayout layout;

    @BeforeEach
    void build() throws IOException {
        BuiltProject.in(folder);
        layout = new StackLayout(folder, folder.resolve("home"), Ports.offset(0));
    }

    @Test
    void usesNoCacheIfThereIsNone() throws IOException {
        assertThat(flags()).contains("-XX:TieredStopAtLevel=1").doesNotContain("AOTCache");
    }

    @Test
    void startsEachJvmInTheEnglishLocale() throws IOException {
        new JavaCommand(layout).of(ComponentInstance.first(Component.KAFKA));
        assertThat(layout.run().resolve("kafka.args"))
                .content()
                .contains("-Duser.language=en", "-Duser.country=US");
    }

    @Test
    void usesTheCacheOfTheGroup() throws IOException {
        Path cache = AotCache.of(AotCacheGroup.SERVICES, folder).file();
        Files.createDirectories(cache.getParent());
        Files.createFile(cache);
        assertThat(flags()).contains("-XX:AOTCache=\"" + cache + "\"");
    }

    @Test
    void usesTheCacheOfTheGroupForEachInstance() throws IOException {
        Path cache = AotCache.of(AotCacheGroup.SERVICES, folder).file();
        Files.createDirectories(cache.getParent());
        Files.createFile(cache);

        new JavaCommand(layout).of(new ComponentInstance(Component.ORDER_SERVICE, 2));

        assertThat(layout.run().resolve("order-service-2.args"))
                .content()
                .contains("-XX:AOTCache=\"" + cache + "\"");
    }

    @Test
    void ignoresTrainedProfilesWithTheThoroughCompiler() throws IOException {
        layout = layoutWith("QUADRILLE_COMPILER", "thorough");
        assertThat(flags()).contains("-XX:-AOTReplayTraining").doesNotContain("TieredStopAtLevel");
    }

    @Test
    void alwaysTrainsWithTheQuickCompiler() throws IOException {
        layout = layoutWith("QUADRILLE_COMPILER", "thorough");
        new JavaCommand(layout)
                .training(AotCacheGroup.SERVICES, folder.resolve("new.aot"), List.of());
        assertThat(layout.run().resolve("order-service.args"))
                .content()
                .contains("-XX:TieredStopAtLevel=1")
                .doesNotContain("-XX:-AOTReplayTraining");
    }

    @Test
    void rejectsAnUnknownCompiler() {
        assertThatThrownBy(() -> StackLayout.of(folder, Map.of("QUADRILLE_COMPILER", "fast")))
                .isInstanceOf(StackFailure.class)
                .hasMessage("QUADRILLE_COMPILER must be quick or thorough, not fast.");
    }

    @Test
    void excludesModuleJarsFromTheTrainingClassPath() throws IOException {
        new JavaCommand(layout)
                .training(AotCacheGroup.SERVICES, folder.resolve("new.aot"), List.of());
        String flags = Files.readString(layout.run().resolve("order-service.args"));
        assertThat(flags.lines().filter(line -> line.startsWith("-cp")).findFirst())
                .hasValueSatisfying(path -> assertThat(path).doesNotContain("/target/"));
        assertThat(flags).contains("-Dloader.path=\"" + folder + "/order-service/target/");
    }

    private StackLayout layoutWith(String name, String value) {
        String home = folder.resolve("home").toString();
        return StackLayout.of(folder, Map.of("QUADRILLE_HOME", home, name, value));
    }

    private String flags() throws IOException {
        assertThat(new JavaCommand(layout).of(ComponentInstance.first(Component.ORDER_SERVICE)))
                .endsWith("dev.quadrille.order.OrderServiceApplication");
        return Files.readString(layout.run().resolve("order-service.args"));
    }
}
