package dev.quadrille.platform.problem;

import dev.quadrille.platform.telemetry.CurrentTrace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Renders failures outside of any controller, which the servlet container forwards here, as
/// problem documents.
@RestController
class ProblemErrorController implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorController.class);

    /// Tomcat's message for a body that did not arrive in time.
    private static final int TOO_LATE = HttpServletResponse.SC_REQUEST_TIMEOUT;

    private static final String LATE = "The body did not arrive in time.";

    private final ProblemWriter problems;
    private final CurrentTrace trace;

    ProblemErrorController(ProblemWriter problems, CurrentTrace trace) {
        this.problems = problems;
        this.trace = trace;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : 404;
        ProblemType type = ProblemTypes.ofStatus(code);
        Problem problem = Problem.of(type, code == TOO_LATE ? LATE : type.title() + ".");
        String traceId = trace.traceIdOf(request);
        problem.getBody().setProperty("traceId", traceId);
        LOG.debug("{} outside of any controller, trace {}", type.status().value(), traceId);
        problems.write(response, problem);
    }
}
