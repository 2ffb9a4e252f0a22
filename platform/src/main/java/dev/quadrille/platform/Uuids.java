package dev.quadrille.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/// Creates ids: UUIDv7 (RFC 9562). They sort by time, so that indexes grow at their end.
public final class Uuids {

    private static final TimeBasedEpochRandomGenerator GENERATOR =
            Generators.timeBasedEpochRandomGenerator();

    private Uuids() {}

    /// A new id; safe to call from any thread.
    public static UUID next() {
        return GENERATOR.generate();
    }
}
