package dev.quadrille.messaging.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    @Test
    void takesContainersWhereTheyCanBeHad() {
        assertThat(Choice.make(null, Optional::empty))
                .isEqualTo(new Choice(true, "a Docker engine answers"));
    }

    @Test
    void takesEmbeddedServersWhereContainersCannotBeHadAndSaysWhy() {
        assertThat(Choice.make(null, () -> Optional.of("no Docker engine answers")))
                .isEqualTo(new Choice(false, "no Docker engine answers"));
    }

    @Test
    void takesEmbeddedServersOnDemandWithoutLookingForAnEngine() {
        Choice choice =
                Choice.make(
                        "embedded",
                        () -> {
                            throw new AssertionError("asked for an engine");
                        });
        assertThat(choice).isEqualTo(new Choice(false, "-Dquadrille.servers=embedded"));
    }

    @Test
    void takesContainersOnDemand() {
        assertThat(Choice.make("containers", Optional::empty))
                .isEqualTo(new Choice(true, "-Dquadrille.servers=containers"));
    }

    @Test
    void doesNotTakeEmbeddedServersWhenContainersAreDemanded() {
        assertThatThrownBy(() -> Choice.make("containers", () -> Optional.of("no engine")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dquadrille.servers=containers, but no engine");
    }

    @Test
    void refusesADemandThatItDoesNotKnow() {
        assertThatThrownBy(() -> Choice.make("docker", Optional::empty))
                .hasMessage("-Dquadrille.servers=docker, which is neither embedded nor containers");
    }
}
