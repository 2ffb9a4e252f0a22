package dev.quadrille.gateway.operator;

import dev.quadrille.gateway.route.Upstream;
import dev.quadrille.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/// The dead letters of all services as one list. (To replay or discard one is routed to its service
/// like any other request.)
@RestController
class OperatorDeadLetterController {

    private static final String PATH = "/api/dead-letters";

    private final ScatterGather services;

    OperatorDeadLetterController(ScatterGather services) {
        this.services = services;
    }

    /// The oldest of each service, oldest first, and who did not answer. Only operators may ask;
    /// the services check that as well, but would all have to be asked first.
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(Caller.IS_OPERATOR)
    @Operation(
            operationId = "listDeadLetters",
            summary = "List the dead letters of all services",
            description = "The 200 oldest of each service, oldest first.")
    @ApiResponse(
            responseCode = "200",
            description = "The dead letters, and which services could not be asked.",
            useReturnTypeSchema = true)
    ResponseEntity<Page> list(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization)
            throws InterruptedException {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        Page.of(
                                services.get(
                                        PATH,
                                        authorization,
                                        OperatorDeadLetterController::letters)));
    }

    private static List<Dated> letters(JsonNode answer) {
        return answer.required("deadLetters").valueStream().map(Dated::of).toList();
    }

    /// A letter as its service shows it, and when it died.
    private record Dated(JsonNode letter, Instant at) {

        static Dated of(JsonNode letter) {
            return new Dated(letter, Instant.parse(letter.required("at").asString()));
        }
    }

    /// @param unreachable the processes that gave no answer, whose dead letters are not in the list
    record Page(
            @ArraySchema(schema = @Schema(ref = "#/components/schemas/DeadLetter"))
                    List<JsonNode> deadLetters,
            List<String> unreachable) {

        private static Page of(Map<Upstream, Optional<List<Dated>>> answers) {
            return new Page(
                    answers.values().stream()
                            .flatMap(Optional::stream)
                            .flatMap(List::stream)
                            .sorted(Comparator.comparing(Dated::at))
                            .map(Dated::letter)
                            .toList(),
                    answers.entrySet().stream()
                            .filter(it -> it.getValue().isEmpty())
                            .map(it -> it.getKey().processName())
                            .toList());
        }
    }
}
