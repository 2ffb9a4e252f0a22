package dev.quadrille.query.postgres;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `quadrille.standby`.
///
/// @param url the JDBC URL; blank if there is no replica
/// @param largestLag the maximum lag for a list
/// @param pause the time until the replica is used again after a failure
@ConfigurationProperties("quadrille.standby")
record ReadReplicaProperties(String url, Duration largestLag, Duration pause) {

    Optional<String> address() {
        return Optional.of(url).filter(it -> !it.isBlank());
    }
}
