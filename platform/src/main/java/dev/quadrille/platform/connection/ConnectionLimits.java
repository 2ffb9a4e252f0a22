package dev.quadrille.platform.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// The limits of one server port, configured under `quadrille.connections`.
///
/// @param total connections that are open at once
/// @param perAddress connections of one client address (IPv6: one /64 network) at once
/// @param headerDeadline for a whole request header, from the connection or, when it is kept alive,
///   from the first byte of the request
/// @param bodyDeadline for a whole request body, from the time when the server begins to read it
/// @param idleTimeout of a connection that is kept alive and carries no request
/// @param writeAllowance how long a response may wait for its reader in all, on top of what
///   `slowestReader` grants
/// @param slowestReader bytes a second that a client must read of a response in the long run
@ConfigurationProperties("quadrille.connections")
public record ConnectionLimits(
        int total,
        int perAddress,
        Duration headerDeadline,
        Duration bodyDeadline,
        Duration idleTimeout,
        Duration writeAllowance,
        DataSize slowestReader) {

    public ConnectionLimits {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException(
                    "quadrille.connections: total and per-address must be at least 1, not "
                            + total
                            + " and "
                            + perAddress);
        }
        requirePositive("header-deadline", headerDeadline);
        requirePositive("body-deadline", bodyDeadline);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("write-allowance", writeAllowance);
        if (slowestReader.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "quadrille.connections.slowest-reader must be at least 1 byte");
        }
    }

    // Tomcat takes a time-out of zero or less for "none".
    private static void requirePositive(String name, Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "quadrille.connections." + name + " must be at least 1 ms, not " + time);
        }
    }
}
