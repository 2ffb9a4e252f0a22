package dev.quadrille.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Runs a task when the response to the current request has been sent completely.
public final class AfterResponse {

    private static final Logger LOG = LoggerFactory.getLogger(AfterResponse.class);

    private AfterResponse() {}

    /// Runs the task at once if the thread handles no request.
    public static void run(Runnable task) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getResponse() != null) {
            HttpServletResponse response = request.getResponse();
            request.registerDestructionCallback(
                    AfterResponse.class.getName(),
                    () -> {
                        complete(response);
                        task.run();
                    },
                    RequestAttributes.SCOPE_REQUEST);
        } else {
            task.run();
        }
    }

    /// Otherwise the servlet container would send the rest of the response later.
    private static void complete(HttpServletResponse response) {
        try {
            response.getOutputStream().close();
        } catch (IOException disconnected) {
            LOG.debug("the client has disconnected", disconnected);
        }
    }
}
