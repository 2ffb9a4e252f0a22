package dev.quadrille.local.command;

import dev.quadrille.local.Component;
import dev.quadrille.local.process.StartFailed;
import java.util.stream.Collectors;

/// Says why a process did not start, with the end of its own log, and what to do about it.
final class StartAdvice {

    private StartAdvice() {}

    static String of(StartFailed failure) {
        String log =
                failure.output().stream()
                        .map(line -> "  | " + line)
                        .collect(Collectors.joining("\n"));
        return """
        %s. The end of its log:
        %s
        All of it: ./quadrille logs %s
        %s\
        """
                .formatted(failure.getMessage(), log, failure.name(), advice(failure.name()));
    }

    private static String advice(String name) {
        boolean keepsData =
                Component.named(name)
                        .filter(found -> found == Component.POSTGRES || found == Component.KAFKA)
                        .isPresent();
        return keepsData
                ? "If its data is broken: ./quadrille reset deletes all data, then ./quadrille up."
                : "When that is put right: ./quadrille up.";
    }
}
