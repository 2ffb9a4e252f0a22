package dev.quadrille.query.web.rebuild;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import dev.quadrille.platform.security.Caller;
import dev.quadrille.query.application.rebuild.Rebuilds;
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
class ReadModelController implements ReadModelApi {

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

    /// The lag of the read model and the state of its rebuild.
    @GetMapping
    @Override
    public ResponseEntity<ReadModelDocument> find() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(document());
    }

    /// Requests a rebuild of the read model from the log.
    @PostMapping("/rebuild")
    @Override
    public ResponseEntity<ReadModelDocument> rebuild() {
        if (!rebuilds.request()) {
            throw Problem.of(ProblemType.REBUILD_UNDER_WAY, "See " + PATH + " for its progress.");
        }
        return accepted();
    }

    /// Cancels the rebuild in progress, on any replica.
    @DeleteMapping("/rebuild")
    @Override
    public ResponseEntity<ReadModelDocument> cancel() {
        if (!rebuilds.cancel()) {
            throw Problem.of(ProblemType.NOT_FOUND, "No rebuild is in progress.");
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

    /// Empty if the broker does not respond; the rest is known without it.
    private Optional<List<TopicReaders.Progress>> progress() {
        try {
            return Optional.of(logs.progress(Topic.ORDER_FLOW));
        } catch (RuntimeException e) {
            LOG.warn("the broker does not return the positions of the log: {}", e.toString());
            return Optional.empty();
        }
    }
}
