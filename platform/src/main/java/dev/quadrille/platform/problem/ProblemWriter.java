package dev.quadrille.platform.problem;

import dev.quadrille.platform.telemetry.CurrentTrace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem from a filter, where controller advice does not apply.
public final class ProblemWriter {

    private final JsonMapper json;
    private final CurrentTrace trace;

    ProblemWriter(JsonMapper json, CurrentTrace trace) {
        this.json = json;
        this.trace = trace;
    }

    /// Replaces the response by the problem, its status and its headers. Does nothing to a response
    /// that is committed.
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ProblemDetail body = problem.getBody();
        trace.traceId().ifPresent(id -> body.setProperty("traceId", id));
        FreshResponse.prepare(response);
        response.setStatus(body.getStatus());
        problem.getHeaders()
                .forEach((name, values) -> values.forEach(v -> response.setHeader(name, v)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
