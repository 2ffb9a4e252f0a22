package dev.quadrille.platform.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The settings of an active fault.
///
/// @param probability of each affected request, event or call, from 0 to 1
/// @param delay for faults that delay
/// @param customer the customer whose work is affected; empty for all
/// @param until when the fault ends, by the clock of this process
public record FaultSettings(
        double probability, Duration delay, Optional<String> customer, Instant until) {

    boolean appliesTo(Optional<String> other) {
        return customer.isEmpty() || customer.equals(other);
    }

    boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }
}
