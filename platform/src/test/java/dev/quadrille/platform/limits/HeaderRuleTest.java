package dev.quadrille.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class HeaderRuleTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void acceptsRequestWithoutHeaders() {
        assertThat(HeaderRule.firstViolation(request)).isEmpty();
    }

    @Test
    void acceptsValidHeaders() {
        request.addHeader("Authorization", "Bearer a");
        request.addHeader("Idempotency-Key", "\"a\"");
        request.addHeader("Content-Encoding", "identity");
        request.addHeader("Accept", "application/json, */*;q=0.1");
        request.addHeader("Accept", "application/problem+json");
        request.setContentType("application/json;charset=UTF-8");

        assertThat(HeaderRule.firstViolation(request)).isEmpty();
    }

    @Test
    void rejectsTransferEncodingWithHttp10() {
        request.addHeader("Transfer-Encoding", "chunked");
        assertThat(HeaderRule.firstViolation(request)).isEmpty();

        request.setProtocol("HTTP/1.0");
        assertThat(statusOfViolation()).hasValue(400);
    }

    @Test
    void rejectsNonAsciiIdempotencyKey() {
        request.addHeader("Idempotency-Key", "\u00e9");

        assertThat(statusOfViolation()).hasValue(400);
    }

    @Test
    void doesNotCheckCharactersOfToken() {
        request.addHeader("Authorization", "Bearer \u00e9");

        assertThat(HeaderRule.firstViolation(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Idempotency-Key", "idempotency-key"})
    void rejectsSecondValueOfSingleValuedHeader(String name) {
        request.addHeader(name, "a");
        request.addHeader(name, "a");

        assertThat(statusOfViolation()).hasValue(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/*", "application/*", "application/*+json", "garbage", "a/b;charset=none"})
    void rejectsContentTypeWithoutConcreteType(String type) {
        request.setContentType(type);

        assertThat(statusOfViolation()).hasValue(415);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, gzip, 415",
        "Content-Encoding, 'identity, gzip', 415",
        "Accept, garbage, 406",
        "Accept, '*/*;q=2', 406",
        "Accept, 'application/json, a', 406"
    })
    void rejectsUnsupportedEncodingAndInvalidAccept(String name, String value, int status) {
        request.addHeader(name, value);

        assertThat(statusOfViolation()).hasValue(status);
    }

    @Test
    void rejectsTooManyAcceptedTypes() {
        request.addHeader("Accept", "a/b,".repeat(60) + "a/b");

        assertThat(statusOfViolation()).hasValue(406);
    }

    private Optional<Integer> statusOfViolation() {
        return HeaderRule.firstViolation(request).map(problem -> problem.getStatusCode().value());
    }
}
