package dev.quadrille.testsupport.servers;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the test servers run in containers or embedded, and why.
///
/// Decision record: `docs/decisions/0020-test-servers.md`.
///
/// @param containers true for containers, false for embedded servers
record ServerChoice(boolean containers, String reason) {

    static final String PROPERTY = "quadrille.servers";

    /// A request is fulfilled or fails. Without a request, containers are used if they are
    /// available.
    ///
    /// @param requested the value of the property
    /// @param obstacle the reason why containers are not available, evaluated only if needed
    static ServerChoice choose(@Nullable String requested, Supplier<Optional<String>> obstacle) {
        return switch (requested) {
            case null ->
                    obstacle.get()
                            .map(it -> new ServerChoice(false, it))
                            .orElseGet(() -> new ServerChoice(true, "a Docker engine answers"));
            case "embedded" -> new ServerChoice(false, option(requested));
            case "containers" -> requestedContainers(obstacle.get());
            default ->
                    throw new IllegalArgumentException(
                            option(requested) + ", which is neither embedded nor containers");
        };
    }

    private static ServerChoice requestedContainers(Optional<String> obstacle) {
        obstacle.ifPresent(it -> {
            throw new IllegalStateException(option("containers") + ", but " + it);
        });
        return new ServerChoice(true, option("containers"));
    }

    private static String option(String requested) {
        return "-D" + PROPERTY + "=" + requested;
    }
}
