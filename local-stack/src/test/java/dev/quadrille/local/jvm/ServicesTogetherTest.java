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
            STARTED.add("first " + String.join(" ", arguments));
        }
    }

    static final class Second {
        static void main(String[] arguments) {
            if (arguments.length > 0) {
                throw new IllegalArgumentException(arguments[0]);
            }
            STARTED.add("second");
        }
    }

    @Test
    void passesItsArgumentsToEachMainClass() throws ReflectiveOperationException {
        STARTED.clear();
        ServicesTogether.main(
                new String[] {First.class.getName(), "--a=1", "--b=2", Second.class.getName()});
        assertThat(STARTED).containsExactly("first --a=1 --b=2", "second");
    }

    @Test
    void reportsTheMainClassThatFailed() {
        assertThatThrownBy(() ->
                        ServicesTogether.main(new String[] {Second.class.getName(), "--broken"}))
                .hasMessageContaining(Second.class.getName())
                .hasRootCauseMessage("--broken");
    }
}
