package dev.quadrille.platform.problem;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// Words what Tomcat refuses before any of our code is reached, such as an address that cannot be
/// decoded: a problem document in place of its HTML page. Public because Tomcat makes it by name.
public final class ContainerErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            write(response, ProblemTypes.ofStatus(status), status);
        } catch (IOException gone) {
            container.getLogger().debug("nobody to report an error to", gone);
        }
    }

    private static void write(Response response, ProblemType type, int status) throws IOException {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        PrintWriter writer = response.getReporter();
        if (writer != null) {
            writer.write(
                    "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d}"
                            .formatted(type.uri(), type.title(), status));
            response.finishResponse();
        }
    }
}
