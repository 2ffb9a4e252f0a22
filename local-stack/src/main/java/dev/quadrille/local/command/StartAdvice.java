package dev.quadrille.local.command;

import dev.quadrille.local.process.StartFailed;
import java.util.List;
import java.util.stream.Collectors;

/// Reports why a process did not start, with the end of its log, and what to do next.
final class StartAdvice {

    // What PostgreSQL and Kafka log when they cannot use their data directory. For any other
    // failure
    // data must not be deleted.
    private static final List<String> DAMAGED_DATA =
            List.of(
                    "database files are incompatible with server",
                    "could not locate a valid checkpoint record",
                    "incorrect checksum in control file",
                    "is not a valid data directory",
                    "No readable meta.properties files found",
                    "InconsistentClusterIdException",
                    "InconsistentBrokerMetadataException",
                    "CorruptRecordException");

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
                .formatted(failure.getMessage(), log, failure.name(), advice(failure));
    }

    private static String advice(StartFailed failure) {
        boolean damaged =
                failure.output().stream()
                        .anyMatch(line -> DAMAGED_DATA.stream().anyMatch(line::contains));
        return damaged
                ? "Its data is damaged. To delete all data: ./quadrille reset, then ./quadrille up."
                : "When the cause is fixed: ./quadrille up.";
    }
}
