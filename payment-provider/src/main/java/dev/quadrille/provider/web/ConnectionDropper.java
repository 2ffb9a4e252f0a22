package dev.quadrille.provider.web;

import dev.quadrille.provider.application.Delay;
import io.opentelemetry.api.trace.Span;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Simulates a lost response: after a delay, the connection is closed without a response. A servlet
/// cannot do this, so a Tomcat valve closes the connection.
@Component
class ConnectionDropper implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String DROPPED = ConnectionDropper.class.getName();

    private final Delay delay;

    ConnectionDropper(@Value("${quadrille.test-methods.lost-after}") Duration after) {
        this.delay = Delay.of(after);
    }

    /// Delays the response of the request, and marks its connection to be closed.
    void drop(HttpServletRequest request) {
        delay.pass();
        request.setAttribute(DROPPED, true);
        Span.current().setAttribute("answer", "lost");
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addEngineValves(new CloseConnectionValve());
    }

    private static final class CloseConnectionValve extends ValveBase {

        CloseConnectionValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(DROPPED) != null) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }
}
