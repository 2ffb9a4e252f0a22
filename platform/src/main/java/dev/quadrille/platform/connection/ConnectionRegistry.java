package dev.quadrille.platform.connection;

import dev.quadrille.platform.connection.ClientConnection.Waiting;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Limits the number of open connections of a port. At the limit, a new connection evicts the one
/// that has waited longest for its client: one that is idle for more than a second first, then one
/// whose request has not arrived or whose response is not read, then one that the server has not
/// checked yet. A connection whose request is being processed is never evicted; if there are only
/// such connections, the new one is refused.
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

    /// The outcome for a new connection.
    enum Admission {
        ADMITTED,
        /// Admitted; another connection was evicted.
        REPLACED,
        REFUSED
    }

    /// Admits one more connection of this address; at a limit, evicts another one or refuses it.
    ///
    /// @param exempt whether the limit per address does not apply
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

    /// Does nothing if the connection is not registered: an evicted connection is removed a second
    /// time when it closes.
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
