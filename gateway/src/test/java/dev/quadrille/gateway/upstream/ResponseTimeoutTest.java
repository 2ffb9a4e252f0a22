package dev.quadrille.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;

class ResponseTimeoutTest {

    @ParameterizedTest
    @ValueSource(strings = {"wait=30", "Wait = 5", "respond-async, wait=10", "a=b;wait=1"})
    void matchesPreferWait(String preference) {
        assertThat(ResponseTimeout.prefersWait().test(requestWithPrefer(preference))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async", "wait", "await=3", "handling=lenient"})
    void ignoresOtherPreferences(String preference) {
        assertThat(ResponseTimeout.prefersWait().test(requestWithPrefer(preference))).isFalse();
    }

    private static ServerRequest requestWithPrefer(String preference) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Prefer", preference);
        return ServerRequest.create(request, List.of());
    }
}
