package dev.quadrille.cli.up;

import dev.quadrille.local.process.StartFailed;
import java.util.List;
import java.util.stream.Collectors;

/// Formats the failure of a start: the cause, the end of the log and the remedy.
public final class StartAdvice {

    // Messages of PostgreSQL and Kafka about unusable data directories. The advice must not suggest
    // to delete the data for any other failure.
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

    public static String of(StartFailed failure) {
        String log =
                failure.output().stream()
                        .map(line -> "  | " + line)
                        .collect(Collectors.joining("\n"));
        return """
        %s. Last lines of its log:
        %s
        Complete log: ./quadrille logs %s
        %s\
        """
                .formatted(failure.getMessage(), log, failure.name(), advice(failure));
    }

    private static String advice(StartFailed failure) {
        boolean damaged =
                failure.output().stream()
                        .anyMatch(line -> DAMAGED_DATA.stream().anyMatch(line::contains));
        return damaged
                ? "Its data is damaged. Delete all data with ./quadrille reset,\nthen run ./quadrille up."
                : "Fix the cause, then run ./quadrille up again.";
    }
}
