package dev.quadrille.messaging.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {

    @Test
    void takesContainersWhereTheyCanBeHad() {
        assertThat(ServerChoice.make(null, Optional::empty))
                .isEqualTo(new ServerChoice(true, "a Docker engine answers"));
    }

    @Test
    void takesEmbeddedServersWhereContainersCannotBeHadAndSaysWhy() {
        assertThat(ServerChoice.make(null, () -> Optional.of("no Docker engine answers")))
                .isEqualTo(new ServerChoice(false, "no Docker engine answers"));
    }

    @Test
    void takesEmbeddedServersOnDemandWithoutLookingForAnEngine() {
        ServerChoice choice =
                ServerChoice.make(
                        "embedded",
                        () -> {
                            throw new AssertionError("asked for an engine");
                        });
        assertThat(choice).isEqualTo(new ServerChoice(false, "-Dquadrille.servers=embedded"));
    }

    @Test
    void takesContainersOnDemand() {
        assertThat(ServerChoice.make("containers", Optional::empty))
                .isEqualTo(new ServerChoice(true, "-Dquadrille.servers=containers"));
    }

    @Test
    void doesNotTakeEmbeddedServersWhenContainersAreDemanded() {
        assertThatThrownBy(() -> ServerChoice.make("containers", () -> Optional.of("no engine")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dquadrille.servers=containers, but no engine");
    }

    @Test
    void refusesADemandThatItDoesNotKnow() {
        assertThatThrownBy(() -> ServerChoice.make("docker", Optional::empty))
                .hasMessage("-Dquadrille.servers=docker, which is neither embedded nor containers");
    }
}
