package dev.quadrille.provider.web;

import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.provider.application.ChargeCard;
import dev.quadrille.provider.application.Charges;
import dev.quadrille.provider.application.IdempotencyKeyConflict;
import dev.quadrille.provider.application.LedgerBroken;
import dev.quadrille.provider.application.SimulatedOutage;
import dev.quadrille.provider.domain.Charge;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Charges, voids and tells. Asking again with the same key answers as the first time.
@RestController
@RequestMapping(path = "/charges", produces = MediaType.APPLICATION_JSON_VALUE)
class ChargeController {

    private final ChargeCard chargeCard;
    private final Charges charges;
    private final ConnectionDropper lostAnswers;

    ChargeController(ChargeCard chargeCard, Charges charges, ConnectionDropper lostAnswers) {
        this.chargeCard = chargeCard;
        this.charges = charges;
        this.lostAnswers = lostAnswers;
    }

    @PostMapping
    ResponseEntity<ChargeDocument> charge(
            @Valid @RequestBody ChargeRequest asked, HttpServletRequest request) {
        Optional<Charge> charge = chargeCard.charge(asked.key(), asked.terms());
        if (charge.isEmpty()) {
            // The card was charged; only the client does not learn it. Without a body nothing is
            // sent before the connection breaks.
            lostAnswers.lose(request);
            return ResponseEntity.ok().build();
        }
        return ResponseEntity.ok(ChargeDocument.of(asked.key(), charge.get()));
    }

    @PostMapping("/{key}/void")
    ChargeDocument voidCharge(@PathVariable String key) {
        return ChargeDocument.of(key, charges.voidCharge(ChargeKey.checked(key)));
    }

    @GetMapping("/{key}")
    ChargeDocument find(@PathVariable String key) {
        return charges.find(ChargeKey.checked(key))
                .map(charge -> ChargeDocument.of(key, charge))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The key was never used."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> otherTerms(IdempotencyKeyConflict refused) {
        return answer(
                Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "The key stands for another amount, currency or method."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outage(SimulatedOutage asked) {
        return answer(Problem.of(ProblemType.INTERNAL_ERROR, "Nothing was put on record."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> broken(LedgerBroken failure) {
        return answer(
                Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "The ledger cannot be used until the provider is restarted.",
                        Duration.ofSeconds(10)));
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
