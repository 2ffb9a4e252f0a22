package dev.quadrille.query.web.rebuild;

import dev.quadrille.query.application.rebuild.Rebuild;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A rebuild as operators see it.
///
/// @param progress 0 to 1
/// @param eventsPerSecond of the last attempt; null before it has begun
record RebuildDocument(
        UUID id,
        String state,
        int attempt,
        long eventsRead,
        long eventsTotal,
        double progress,
        Optional<Long> eventsPerSecond,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> failure) {

    static RebuildDocument of(Rebuild rebuild, Instant now) {
        return new RebuildDocument(
                rebuild.id(),
                rebuild.state().name(),
                rebuild.attempt(),
                rebuild.progress().read(),
                rebuild.progress().total(),
                progress(rebuild),
                rebuild.startedAt().map(it -> perSecond(rebuild, it, now)),
                rebuild.requestedAt(),
                rebuild.startedAt(),
                rebuild.finishedAt(),
                rebuild.failure());
    }

    private static double progress(Rebuild rebuild) {
        if (rebuild.progress().total() == 0) {
            return rebuild.state() == Rebuild.State.DONE ? 1 : 0;
        }
        return Math.round(1000.0 * rebuild.progress().read() / rebuild.progress().total()) / 1000.0;
    }

    private static long perSecond(Rebuild rebuild, Instant started, Instant now) {
        Duration took = Duration.between(started, rebuild.finishedAt().orElse(now));
        long read = rebuild.progress().read() - rebuild.progress().readBefore();
        return 1000 * read / Math.max(1, took.toMillis());
    }
}
