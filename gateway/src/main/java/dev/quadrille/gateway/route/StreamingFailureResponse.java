package dev.quadrille.gateway.route;

import dev.quadrille.platform.problem.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// An answer whose body still has to come from the service, and may not. As long as nothing has
/// gone to the client, a problem takes its place.
record StreamingFailureResponse(ServerResponse answer, Function<IOException, Problem> problems)
        implements ServerResponse {

    @Override
    public @Nullable ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        try {
            return answer.writeTo(request, response, context);
        } catch (ClientAbortException gone) {
            // Nobody is left to be answered.
            return null;
        } catch (IOException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            response.reset();
            throw problems.apply(broken);
        }
    }

    @Override
    public HttpStatusCode statusCode() {
        return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return answer.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return answer.cookies();
    }
}
