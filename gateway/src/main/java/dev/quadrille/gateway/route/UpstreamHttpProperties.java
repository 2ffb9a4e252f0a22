package dev.quadrille.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How long each part of a call may take, and how many connections the calls of each kind of {@link
/// ResponseTimeout} have. The answer's limits hold from one piece of the answer to the next.
@ConfigurationProperties("quadrille.calls")
public record UpstreamHttpProperties(
        Duration connectLimit,
        Duration queueLimit,
        Duration answerLimit,
        Duration patientAnswerLimit,
        int connectionsPerService,
        int connections,
        int patientConnections) {

    public Duration answerLimit(ResponseTimeout responseTimeout) {
        return switch (responseTimeout) {
            case BRIEF -> answerLimit;
            case LONG -> patientAnswerLimit;
        };
    }

    int connectionsPerService(ResponseTimeout responseTimeout) {
        return switch (responseTimeout) {
            case BRIEF -> connectionsPerService;
            case LONG -> patientConnections;
        };
    }

    int connections(ResponseTimeout responseTimeout) {
        return switch (responseTimeout) {
            case BRIEF -> connections;
            case LONG -> patientConnections;
        };
    }
}
