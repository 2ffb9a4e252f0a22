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

/// Renders requests that Tomcat refuses before any filter runs, such as an address that cannot be
/// decoded, as problem documents instead of HTML pages. Public because Tomcat creates it by name.
public final class ProblemErrorReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorReportValve.class);
    private static final String DETAIL = "The request is malformed.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            write(response, typeOf(status));
        } catch (IOException gone) {
            container.getLogger().debug("the connection of a failed request is closed", gone);
        }
    }

    /// An unsupported HTTP version or transfer coding (501, 505) is not a failure of this service
    /// and must not be counted as one.
    private static ProblemType typeOf(int status) {
        return status == SC_NOT_IMPLEMENTED || status == SC_HTTP_VERSION_NOT_SUPPORTED
                ? ProblemType.INVALID_REQUEST
                : ProblemTypes.ofStatus(status);
    }

    private static void write(Response response, ProblemType type) throws IOException {
        String traceId = CurrentTrace.freshTraceId();
        int status = type.status().value();
        LOG.debug("{} before any of our code, trace {}", status, traceId);
        // Not reset, because an Allow header set by Tomcat is part of the response.
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
