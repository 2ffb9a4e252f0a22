package dev.quadrille.gateway.route;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How long each part of a call may take, and how many calls may be under way at once per kind of
/// {@link Patience}. The answer's limits hold from one piece of the answer to the next.
@ConfigurationProperties("quadrille.calls")
public record CallLimits(
        Duration connectLimit,
        Duration queueLimit,
        Duration answerLimit,
        Duration patientAnswerLimit,
        int connectionsPerService,
        int connections) {

    public Duration answerLimit(Patience patience) {
        return switch (patience) {
            case BRIEF -> answerLimit;
            case LONG -> patientAnswerLimit;
        };
    }
}
