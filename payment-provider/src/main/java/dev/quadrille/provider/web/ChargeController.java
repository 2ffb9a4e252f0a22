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

/// The HTTP endpoints for charges and voids. A repeated request with the same key returns the same
/// response.
@RestController
@RequestMapping(path = "/charges", produces = MediaType.APPLICATION_JSON_VALUE)
class ChargeController {

    private final ChargeCard chargeCard;
    private final Charges charges;
    private final ConnectionDropper connectionDropper;

    ChargeController(ChargeCard chargeCard, Charges charges, ConnectionDropper connectionDropper) {
        this.chargeCard = chargeCard;
        this.charges = charges;
        this.connectionDropper = connectionDropper;
    }

    @PostMapping
    ResponseEntity<ChargeDocument> charge(
            @Valid @RequestBody ChargeRequest body, HttpServletRequest request) {
        Optional<Charge> charge = chargeCard.charge(body.key(), body.terms());
        if (charge.isEmpty()) {
            // The card is charged, but the response is dropped. The response has no body, so that
            // Tomcat sends nothing before it closes the connection.
            connectionDropper.drop(request);
            return ResponseEntity.ok().build();
        }
        return ResponseEntity.ok(ChargeDocument.of(body.key(), charge.get()));
    }

    @PostMapping("/{key}/void")
    ChargeDocument voidCharge(@PathVariable String key) {
        return ChargeDocument.of(key, charges.voidCharge(ChargeKey.validate(key)));
    }

    @GetMapping("/{key}")
    ChargeDocument find(@PathVariable String key) {
        return charges.find(ChargeKey.validate(key))
                .map(charge -> ChargeDocument.of(key, charge))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "The key was never used."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> idempotencyKeyConflict(IdempotencyKeyConflict conflict) {
        return respond(
                Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "The key was used with a different amount, currency or payment method."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> simulatedOutage(SimulatedOutage outage) {
        return respond(
                Problem.of(ProblemType.INTERNAL_ERROR, "The charge failed; nothing was recorded."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ledgerBroken(LedgerBroken failure) {
        return respond(
                Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "The ledger is unusable until the provider is restarted.",
                        Duration.ofSeconds(10)));
    }

    private static ResponseEntity<ProblemDetail> respond(Problem problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
