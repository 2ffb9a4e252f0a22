package dev.quadrille.platform.connection;

import dev.quadrille.platform.connection.ClientConnection.Waiting;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Holds the connections of a port to their number. Where one more would be too many, the one that
/// has waited longest for its client ends: an idle one first, then one whose request has not
/// arrived or whose response is not read, then one that the server has not looked at yet. A
/// connection on which the server works is never ended, so if there are only such, the new one is
/// refused.
final class ConnectionRegistry {

    private static final Comparator<ClientConnection> LONGEST_WAIT_FIRST =
            Comparator.comparing(ClientConnection::waiting)
                    .reversed()
                    .thenComparing((one, other) -> Long.signum(one.since() - other.since()));

    private final int total;
    private final int perAddress;
    private final Set<ClientConnection> open = new HashSet<>();
    private final Map<String, Integer> ofAddress = new HashMap<>();

    ConnectionRegistry(int total, int perAddress) {
        this.total = total;
        this.perAddress = perAddress;
    }

    /// What became of a new connection.
    enum Admission {
        ADMITTED,
        /// Admitted in place of another.
        REPLACED,
        REFUSED
    }

    /// Makes room for one more connection of this address.
    ///
    /// @param exempt whether the limit per address does not hold for it
    synchronized Admission admit(String address, boolean exempt) {
        if (!exempt && ofAddress.getOrDefault(address, 0) >= perAddress) {
            return replaceOne(it -> it.address().equals(address));
        }
        return open.size() < total ? Admission.ADMITTED : replaceOne(_ -> true);
    }

    private Admission replaceOne(Predicate<ClientConnection> candidates) {
        Optional<ClientConnection> victim =
                open.stream()
                        .filter(candidates)
                        .filter(it -> it.waiting() != Waiting.NOT)
                        .min(LONGEST_WAIT_FIRST);
        victim.ifPresent(it -> {
            remove(it);
            it.abort();
        });
        return victim.isPresent() ? Admission.REPLACED : Admission.REFUSED;
    }

    synchronized void add(ClientConnection connection) {
        if (open.add(connection)) {
            ofAddress.merge(connection.address(), 1, Integer::sum);
        }
    }

    /// Does nothing if it is not there: one that was ended to make room ends once more by itself.
    synchronized void remove(ClientConnection connection) {
        if (open.remove(connection)) {
            ofAddress.computeIfPresent(
                    connection.address(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized int size() {
        return open.size();
    }
}
