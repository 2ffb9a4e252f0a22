package dev.quadrille.query.postgres;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `quadrille.read-replica`.
///
/// @param url the JDBC URL; blank if there is no replica
/// @param maxLag the maximum lag for a list
/// @param retryInterval the time until the replica is used again after a failure
@ConfigurationProperties("quadrille.read-replica")
record ReadReplicaSettings(String url, Duration maxLag, Duration retryInterval) {

    Optional<String> address() {
        return Optional.of(url).filter(it -> !it.isBlank());
    }
}
