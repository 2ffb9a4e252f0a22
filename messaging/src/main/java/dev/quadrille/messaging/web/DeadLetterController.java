package dev.quadrille.messaging.web;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ReplayOutcome;
import dev.quadrille.messaging.topics.ServiceName;
import dev.quadrille.messaging.wire.RawRecord;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import java.util.function.Function;
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

/// The dead letters of this service. It answers to its own name only: one that was sent to the
/// wrong service has not got that letter.
@RestController
@RequestMapping("/api/dead-letters")
@PreAuthorize(Caller.IS_OPERATOR)
class DeadLetterController {

    private final DeadLetters letters;
    private final ServiceName service;

    DeadLetterController(
            DeadLetters letters, @Value("${spring.application.name}") String application) {
        this.letters = letters;
        this.service = ServiceName.of(application);
    }

    /// The 200 oldest, oldest first.
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DeadLetterDocument.Page> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new DeadLetterDocument.Page(
                                letters.oldest().stream()
                                        .map(it -> DeadLetterDocument.of(service.word(), it))
                                        .toList()));
    }

    @PostMapping("/{service}/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Handle a dead letter again",
            description = "And the events of its order that wait for it. Twice does no harm.")
    @ApiResponse(responseCode = "204", description = "It is handled, and gone from the list.")
    @ProblemResponses({ProblemType.NOT_FOUND, ProblemType.STILL_FAILING})
    ResponseEntity<Void> replay(
            @PathVariable("service") String asked, @PathVariable("id") String id) {
        ReplayOutcome outcome = let(asked, id, letters::replay);
        return switch (outcome) {
            case ReplayOutcome.Done _ -> ResponseEntity.noContent().build();
            case ReplayOutcome.Unknown _ -> throw unknown();
            case ReplayOutcome.FailsAgain _ ->
                    throw Problem.of(
                            ProblemType.STILL_FAILING,
                            "The event fails again; the list of dead letters tells why.");
            case ReplayOutcome.NextFails next ->
                    throw Problem.of(
                            ProblemType.STILL_FAILING,
                            "This one is done with; a later event of its order fails, and is now"
                                    + " dead letter "
                                    + next.letter()
                                    + ".");
        };
    }

    /// If a later event of the order fails then, it is a dead letter of its own: this one is gone.
    @DeleteMapping("/{service}/{id}")
    @Operation(
            operationId = "discardDeadLetter",
            summary = "Give a dead letter up",
            description = "What waits for it is handled; what fails then is a dead letter itself.")
    @ApiResponse(responseCode = "204", description = "It is gone.")
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> discard(
            @PathVariable("service") String asked, @PathVariable("id") String id) {
        if (let(asked, id, letters::discard) instanceof ReplayOutcome.Unknown) {
            throw unknown();
        }
        return ResponseEntity.noContent().build();
    }

    private ReplayOutcome let(String asked, String id, Function<UUID, ReplayOutcome> go) {
        return RawRecord.idIn(id)
                .filter(_ -> asked.equals(service.word()))
                .map(go)
                .orElseGet(ReplayOutcome.Unknown::new);
    }

    private static Problem unknown() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such dead letter.");
    }
}
