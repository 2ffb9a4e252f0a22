package dev.quadrille.query.postgres;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What is configured under `quadrille.standby`.
///
/// @param url as JDBC has it; blank if there is no standby
/// @param largestLag how far behind it may be for a list
/// @param pause before it is asked again after it gave no answer
@ConfigurationProperties("quadrille.standby")
record ReadReplicaProperties(String url, Duration largestLag, Duration pause) {

    Optional<String> address() {
        return Optional.of(url).filter(it -> !it.isBlank());
    }
}
