package dev.quadrille.platform.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// The limits of one server port, configured under `quadrille.connections`.
///
/// @param total the number of concurrent connections
/// @param perAddress the number of concurrent connections of one client address (IPv6: one /64
///   network)
/// @param headerDeadline the time for a whole request header, from the start of the connection or,
///   if it is kept alive, from the first byte of the request
/// @param bodyDeadline the time for a whole request body, from the first attempt to read it
/// @param idleTimeout the time after which a kept-alive connection without a request is closed
/// @param writeAllowance the total time that a response may wait for its client to read, in
///   addition to the time that `slowestReader` allows
/// @param slowestReader the bytes per second that a client must read on average
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

    // Tomcat interprets a timeout of zero or less as unlimited.
    private static void requirePositive(String name, Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "quadrille.connections." + name + " must be at least 1 ms, not " + time);
        }
    }
}
