package dev.quadrille.messaging.servers;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the servers of the tests run, and why there.
///
/// @param containers in containers; embedded otherwise
record ServerChoice(boolean containers, String reason) {

    static final String PROPERTY = "quadrille.servers";

    /// What is demanded is what there will be, or nothing. Who demands nothing gets containers
    /// where they can be had.
    ///
    /// @param demanded the value of the property
    /// @param obstacle what keeps containers from being had, looked for only where it matters
    static ServerChoice make(@Nullable String demanded, Supplier<Optional<String>> obstacle) {
        return switch (demanded) {
            case null ->
                    obstacle.get()
                            .map(it -> new ServerChoice(false, it))
                            .orElseGet(() -> new ServerChoice(true, "a Docker engine answers"));
            case "embedded" -> new ServerChoice(false, asked(demanded));
            case "containers" -> demandedContainers(obstacle.get());
            default ->
                    throw new IllegalArgumentException(
                            asked(demanded) + ", which is neither embedded nor containers");
        };
    }

    private static ServerChoice demandedContainers(Optional<String> obstacle) {
        obstacle.ifPresent(it -> {
            throw new IllegalStateException(asked("containers") + ", but " + it);
        });
        return new ServerChoice(true, asked("containers"));
    }

    private static String asked(String demanded) {
        return "-D" + PROPERTY + "=" + demanded;
    }
}
