package dev.quadrille.messaging.deadletter.web;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists, replays and discards the dead letters of this service. A request that names another
/// service gets 404.
@RestController
@RequestMapping("/api/dead-letters")
@PreAuthorize(Caller.IS_OPERATOR)
class DeadLetterController implements DeadLetterCommandsApi {

    private final DeadLetters letters;
    private final ServiceName service;

    DeadLetterController(
            DeadLetters letters, @Value("${spring.application.name}") String application) {
        this.letters = letters;
        this.service = ServiceName.of(application);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DeadLetterPage> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new DeadLetterPage(
                                letters.oldest().stream()
                                        .map(it -> DeadLetterDocument.of(service.value(), it))
                                        .toList()));
    }

    @PostMapping("/{service}/{id}/replay")
    @Override
    public ResponseEntity<Void> replay(
            @PathVariable("service") String name, @PathVariable("id") String id) {
        ReplayOutcome outcome = apply(name, id, letters::replay);
        return switch (outcome) {
            case ReplayOutcome.Done _ -> ResponseEntity.noContent().build();
            case ReplayOutcome.Unknown _ -> throw unknown();
            case ReplayOutcome.FailsAgain _ ->
                    throw Problem.of(
                            ProblemType.STILL_FAILING,
                            "The event failed again. The list of dead letters shows the cause.");
            case ReplayOutcome.NextFails next ->
                    throw Problem.of(
                            ProblemType.STILL_FAILING,
                            "The event was handled, but a later event of its order failed and is now"
                                    + " dead letter "
                                    + next.letter()
                                    + ".");
        };
    }

    /// A later event of the order that fails becomes a dead letter of its own: this letter is gone.
    @DeleteMapping("/{service}/{id}")
    @Override
    public ResponseEntity<Void> discard(
            @PathVariable("service") String name, @PathVariable("id") String id) {
        if (apply(name, id, letters::discard) instanceof ReplayOutcome.Unknown) {
            throw unknown();
        }
        return ResponseEntity.noContent().build();
    }

    private ReplayOutcome apply(String name, String id, Function<UUID, ReplayOutcome> operation) {
        return RawRecord.idIn(id)
                .filter(_ -> name.equals(service.value()))
                .map(operation)
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    private static Problem unknown() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such dead letter.");
    }

    record DeadLetterPage(List<DeadLetterDocument> deadLetters) {}

    /// A dead letter in a response.
    ///
    /// @param parked the number of later events of the order that are parked behind it
    record DeadLetterDocument(
            String service,
            UUID id,
            @Nullable UUID orderId,
            String type,
            String cause,
            Instant at,
            int parked) {

        static DeadLetterDocument of(String service, ListedDeadLetter letter) {
            return new DeadLetterDocument(
                    service,
                    letter.id(),
                    letter.orderId().orElse(null),
                    letter.type(),
                    letter.cause(),
                    letter.at(),
                    letter.parked());
        }
    }
}
