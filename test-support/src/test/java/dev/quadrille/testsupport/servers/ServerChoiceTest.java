package dev.quadrille.testsupport.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {

    @Test
    void usesContainersIfAvailable() {
        assertThat(ServerChoice.choose(null, Optional::empty))
                .isEqualTo(new ServerChoice(true, "a Docker engine answers"));
    }

    @Test
    void usesEmbeddedServersIfContainersAreUnavailableAndReportsTheReason() {
        assertThat(ServerChoice.choose(null, () -> Optional.of("no Docker engine answers")))
                .isEqualTo(new ServerChoice(false, "no Docker engine answers"));
    }

    @Test
    void usesEmbeddedServersOnRequestWithoutLookingForAnEngine() {
        ServerChoice choice =
                ServerChoice.choose(
                        "embedded",
                        () -> {
                            throw new AssertionError("looked for an engine");
                        });
        assertThat(choice).isEqualTo(new ServerChoice(false, "-Dquadrille.servers=embedded"));
    }

    @Test
    void usesContainersOnRequest() {
        assertThat(ServerChoice.choose("containers", Optional::empty))
                .isEqualTo(new ServerChoice(true, "-Dquadrille.servers=containers"));
    }

    @Test
    void failsIfRequestedContainersAreUnavailable() {
        assertThatThrownBy(() -> ServerChoice.choose("containers", () -> Optional.of("no engine")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("-Dquadrille.servers=containers, but no engine");
    }

    @Test
    void rejectsAnUnknownRequest() {
        assertThatThrownBy(() -> ServerChoice.choose("docker", Optional::empty))
                .hasMessage("-Dquadrille.servers=docker, which is neither embedded nor containers");
    }
}
