package dev.quadrille.cli.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What can be done to a process or container, with the verbs of Docker.
enum ProcessFault {
    KILL(List.of("kill", "--signal", "SIGKILL")),
    FREEZE(List.of("pause")),
    THAW(List.of("unpause")),
    RESTART(List.of("restart")),
    STOP(List.of("stop")),
    START(List.of("start"));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> verb;

    ProcessFault(List<String> verb) {
        this.verb = verb;
    }

    static Optional<ProcessFault> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /// Whether it applies to PostgreSQL and Kafka only.
    boolean isForStores() {
        return this == STOP || this == START;
    }

    /// The command for all containers of a service, or for one replica. Docker Compose has no
    /// option for a replica, so that the container is named.
    ///
    /// @param project the name of the Compose project
    List<String> dockerCommand(String project, String service, OptionalInt replica) {
        List<String> command = new ArrayList<>(List.of("docker"));
        if (replica.isEmpty()) {
            command.addAll(List.of("compose", "--project-name", project));
        }
        command.addAll(verb);
        command.add(
                replica.isEmpty()
                        ? service
                        : "%s-%s-%d".formatted(project, service, replica.getAsInt()));
        return command;
    }
}
