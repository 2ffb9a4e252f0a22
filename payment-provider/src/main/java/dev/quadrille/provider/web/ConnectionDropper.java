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

/// Loses an answer: the caller waits, and then the connection breaks. No servlet can break off
/// without a word, so Tomcat is asked to.
@Component
class ConnectionDropper implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String LOST = ConnectionDropper.class.getName();

    private final Delay wait;

    ConnectionDropper(@Value("${quadrille.test-methods.lost-after}") Duration after) {
        this.wait = Delay.of(after);
    }

    /// Holds the answer to this request, and sees to it that none goes out.
    void lose(HttpServletRequest request) {
        wait.pass();
        request.setAttribute(LOST, true);
        Span.current().setAttribute("answer", "lost");
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addEngineValves(new Breaker());
    }

    private static final class Breaker extends ValveBase {

        Breaker() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(LOST) != null) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }
}
