package dev.quadrille.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesTogetherTest {

    private static final List<String> STARTED = new ArrayList<>();

    static final class First {
        static void main(String[] arguments) {
            STARTED.addAll(List.of(arguments));
        }
    }

    static final class Second {
        static void main(String[] arguments) {
            if (arguments[0].equals("--broken")) {
                throw new IllegalArgumentException(arguments[0]);
            }
            STARTED.addAll(List.of(arguments));
        }
    }

    @Test
    void passesItsArgumentsAndConfigurationToEachMainClass() throws ReflectiveOperationException {
        STARTED.clear();
        ServicesTogether.main(
                new String[] {First.class.getName(), "--a=1", "--b=2", Second.class.getName()});
        String configuration =
                "--spring.config.location="
                        + ServicesTogetherTest.class.getResource("/")
                        + "application.yml";
        assertThat(STARTED).containsExactly("--a=1", "--b=2", configuration, configuration);
    }

    @Test
    void reportsTheMainClassThatFailed() {
        assertThatThrownBy(() ->
                        ServicesTogether.main(new String[] {Second.class.getName(), "--broken"}))
                .hasMessageContaining(Second.class.getName())
                .hasRootCauseMessage("--broken");
    }
}
