package dev.quadrille.query.web;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.TopicReaders;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemResponses;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.rebuild.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ReadModelController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize(Caller.IS_OPERATOR)
class ReadModelController {

    static final String PATH = "/api/read-model";

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelController.class);

    private final Rebuilds rebuilds;
    private final TopicReaders logs;
    private final Clock clock;

    ReadModelController(Rebuilds rebuilds, TopicReaders logs, Clock clock) {
        this.rebuilds = rebuilds;
        this.logs = logs;
        this.clock = clock;
    }

    /// How far the read model is behind the log, and how far its rebuild is.
    @GetMapping
    @Operation(
            operationId = "readReadModel",
            summary = "Ask how far the read model has read",
            description =
                    "And how far its rebuild is. What only the broker knows is null without it.")
    ResponseEntity<ReadModelDocument> find() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(document());
    }

    /// Lets the whole read model be built from the log, beside the one that serves.
    @PostMapping("/rebuild")
    @Operation(
            operationId = "rebuildReadModel",
            summary = "Build the read model anew from the log",
            description = "Beside the one that serves, which it then takes the place of.")
    @ApiResponse(
            responseCode = "202",
            description = "The rebuild is asked for.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses(ProblemType.REBUILD_UNDER_WAY)
    ResponseEntity<ReadModelDocument> rebuild() {
        if (!rebuilds.request()) {
            throw Problem.of(ProblemType.REBUILD_UNDER_WAY, "See " + PATH + " for how far it is.");
        }
        return accepted();
    }

    /// Cancels the rebuild that is under way, on whichever replica it runs.
    @DeleteMapping("/rebuild")
    @Operation(
            operationId = "cancelRebuild",
            summary = "Cancel the rebuild of the read model",
            description =
                    "The model that serves stays. Where no rebuild is under way, for example because it"
                            + " has just ended, the answer is 404.")
    @ApiResponse(
            responseCode = "202",
            description = "The rebuild is cancelled; its process stops within one page of the log.",
            useReturnTypeSchema = true,
            headers = @Header(name = "Location"))
    @ProblemResponses(ProblemType.NOT_FOUND)
    ResponseEntity<ReadModelDocument> cancel() {
        if (!rebuilds.cancel()) {
            throw Problem.of(ProblemType.NOT_FOUND, "No rebuild is under way.");
        }
        return accepted();
    }

    private ResponseEntity<ReadModelDocument> accepted() {
        return ResponseEntity.accepted()
                .location(URI.create(PATH))
                .cacheControl(CacheControl.noStore())
                .body(document());
    }

    private ReadModelDocument document() {
        return ReadModelDocument.of(
                rebuilds.generation(), rebuilds.latest(), progress(), clock.instant());
    }

    /// Empty while the broker does not answer; all else is known without it.
    private Optional<List<TopicReaders.Progress>> progress() {
        try {
            return Optional.of(logs.progress(Topic.ORDER_FLOW));
        } catch (RuntimeException e) {
            LOG.warn("the log does not tell its positions: {}", e.toString());
            return Optional.empty();
        }
    }
}
