package dev.quadrille.platform.problem;

import static jakarta.servlet.http.HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_IMPLEMENTED;

import dev.quadrille.platform.telemetry.CurrentTrace;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/// Words what Tomcat refuses before any of our code is reached, such as an address that cannot be
/// decoded: a problem document in place of its HTML page. Public because Tomcat makes it by name.
public final class ProblemErrorReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorReportValve.class);
    private static final String DETAIL = "This is not a request that we understand.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            write(response, typeOf(status));
        } catch (IOException gone) {
            container.getLogger().debug("nobody to report an error to", gone);
        }
    }

    /// That a client speaks another HTTP than we do (501, 505) is no failure of ours, and must not
    /// be counted as one.
    private static ProblemType typeOf(int status) {
        return status == SC_NOT_IMPLEMENTED || status == SC_HTTP_VERSION_NOT_SUPPORTED
                ? ProblemType.INVALID_REQUEST
                : ProblemTypes.ofStatus(status);
    }

    private static void write(Response response, ProblemType type) throws IOException {
        String traceId = CurrentTrace.freshTraceId();
        int status = type.status().value();
        LOG.debug("{} before any of our code, trace {}", status, traceId);
        // Not reset: an Allow that Tomcat has set is part of the answer.
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        PrintWriter writer = response.getReporter();
        if (writer != null) {
            writer.write(
                    """
                    {"type":"%s","title":"%s","status":%s,"detail":"%s","traceId":"%s"}\
                    """
                            .formatted(type.uri(), type.title(), status, DETAIL, traceId));
            response.finishResponse();
        }
    }
}
