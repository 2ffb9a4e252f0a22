package dev.quadrille.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HttpSpanNamesTest {

    private final MockClientHttpRequest sent =
            new MockClientHttpRequest(
                    HttpMethod.POST, URI.create("http://provider:8090/charges/42/void"));
    private final ClientRequestObservationContext call = new ClientRequestObservationContext(sent);

    @Test
    void namesCallByMethodAndPathTemplate() {
        call.setUriTemplate("http://provider:8090/charges/{key}/void");
        assertThat(new HttpClientSpanNames().getContextualName(call))
                .isEqualTo("POST /charges/{key}/void");
    }

    @Test
    void namesCallWithoutTemplateByHost() {
        assertThat(new HttpClientSpanNames().getContextualName(call)).isEqualTo("POST provider");
    }

    @Test
    void recordsOrderOfCall() {
        sent.getAttributes().put("order.id", "42");
        assertThat(new HttpClientSpanNames().getHighCardinalityKeyValues(call))
                .contains(KeyValue.of("order.id", "42"));
    }

    @Test
    void namesRequestByMethodAndPathPattern() {
        ServerRequestObservationContext request = request("/api/orders/42/cancel");
        request.setPathPattern("/api/orders/{id}/cancel");
        assertThat(new HttpServerSpanNames().getContextualName(request))
                .isEqualTo("POST /api/orders/{id}/cancel");
    }

    @Test
    void namesRequestHandledByFilterOnlyIfPathIsFixed() {
        assertThat(new HttpServerSpanNames().getContextualName(request("/oauth2/token")))
                .isEqualTo("POST /oauth2/token");
        assertThat(new HttpServerSpanNames().getContextualName(request("/invented/by/a/client")))
                .isEqualTo("POST");
    }

    private static ServerRequestObservationContext request(String path) {
        return new ServerRequestObservationContext(
                new MockHttpServletRequest("POST", path), new MockHttpServletResponse());
    }
}
