package dev.quadrille.gateway.operator;

import dev.quadrille.gateway.upstream.Upstream;
import dev.quadrille.platform.security.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Lists the dead letters of all services (scatter-gather). Requests to replay or discard a dead
/// letter are routed to its service.
@RestController
class OperatorDeadLetterController implements DeadLettersApi {

    private static final String PATH = "/api/dead-letters";

    private final ScatterGather services;

    OperatorDeadLetterController(ScatterGather services) {
        this.services = services;
    }

    /// Requires the operator scope here, although each service checks it too: an unauthorized
    /// request must not cause a request to every service.
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(Caller.IS_OPERATOR)
    @Override
    public ResponseEntity<Page> list(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        page(
                                services.get(
                                        PATH,
                                        authorization,
                                        OperatorDeadLetterController::letters)));
    }

    private static Page page(Map<Upstream, Optional<List<DatedLetter>>> responses) {
        return new Page(
                responses.values().stream()
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(DatedLetter::at))
                        .map(DatedLetter::letter)
                        .toList(),
                responses.entrySet().stream()
                        .filter(it -> it.getValue().isEmpty())
                        .map(it -> it.getKey().processName())
                        .toList());
    }

    private static List<DatedLetter> letters(JsonNode response) {
        return response.required("deadLetters").valueStream().map(DatedLetter::of).toList();
    }

    private record DatedLetter(JsonNode letter, Instant at) {

        static DatedLetter of(JsonNode letter) {
            return new DatedLetter(letter, Instant.parse(letter.required("at").asString()));
        }
    }
}
