package dev.quadrille.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Tests the HTTP behaviour that all services share, on a minimal service.
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "management.server.port=0",
            "spring.profiles.active=demo"
        })
class HttpConformanceIT {

    private static final String VALID = "{\"quantity\":1,\"name\":\"a\"}";
    private static final String INVALID = "{\"quantity\":0,\"name\":\"\"}";

    @LocalServerPort private int port;
    @Autowired private SampleService.Resources resources;

    @BeforeEach
    void resetCounter() {
        resources.performed().set(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=ISO-8859-1",
                "application/json;charset=utf-16",
                "application/json;charset=us-ascii, */*",
                "application/json;version=2",
                "application/json;x=\"<script>\"",
                "application/*;a=b;q=0.5"
            })
    void ignoresMediaTypeParametersOfAccept(String accept) {
        RawHttp read = get("/open", "Accept: " + accept);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Content-Type")).isEqualTo("application/json");
        assertThat(read.body()).contains("Überprüfer");

        RawHttp refused = get("/unknown", "Accept: " + accept, "Authorization: Bearer operator");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");

        RawHttp performed = put("operator", VALID, "Accept: " + accept);
        assertThat(performed.status()).isEqualTo(200);
        assertThat(resources.performed()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html;a=b", "application/json;q=0", "garbage;a=b"})
    void rejectsUnacceptableRequestWithoutPerformingIt(String accept) {
        assertThat(put("operator", VALID, "Accept: " + accept).status()).isEqualTo(406);
        assertThat(resources.performed()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"/failing, 500", "/unknown, 401", "/%zz, 400"})
    void errorResponsesAreNotCacheable(String path, int status) {
        RawHttp error = get(path);

        assertThat(error.status()).isEqualTo(status);
        assertThat(error.header("Cache-Control")).isEqualTo("no-store");
        assertThat(error.head())
                .noneMatch(it -> it.startsWith("ETag") || it.startsWith("Location"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer/1.0",
                "User-Agent: iPhone X\u00ca\u0080",
                "Cookie: n=\u00c3\u0084",
                "Referer: http://a/\u00e5\u0090\u008d",
                "Origin: \u0080\u0081\u009f\u00ff",
                "X-Any: \u00c2\u0085",
                "Accept-Language: \u0080"
            })
    void acceptsAnyValueOfUnusedHeaders(String header) {
        assertThat(get("/open", header).status()).isEqualTo(200);
        assertThat(put("operator", VALID, header).status()).isEqualTo(200);
    }

    @Test
    void rejectsNonAsciiToken() {
        assertThat(get("/open", "Authorization: Bearer \u0084").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "Content-Type"})
    void rejectsNonAsciiIdempotencyKeyAndContentType(String header) {
        assertThat(get("/open", header + ": \u0084").status()).isBetween(400, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%01=1", "a%0Ab=1", "%F3%A5%87%BD=1", "%C2%85=%C2%85", "a%00b=1"})
    void ignoresUnknownParameters(String query) {
        assertThat(get("/open?" + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /open, 'GET,HEAD,OPTIONS'",
        "PROPFIND, /open, 'GET,HEAD,OPTIONS'",
        "get, /open, 'GET,HEAD,OPTIONS'",
        "PATCH, /open, 'GET,HEAD,OPTIONS'",
        "TRACE, /closed, 'PUT,OPTIONS'",
        "GET, /closed, 'PUT,OPTIONS'",
        "FOO, /closed, 'PUT,OPTIONS'"
    })
    void returns405WithAllowedMethods(String method, String path, String allowed) {
        RawHttp refused = send(method + " " + path, "Authorization: Bearer operator");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo(allowed);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body()).doesNotContain("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PROPFIND", "get", "PATCH"})
    void returns404WithoutAllowForUnknownPath(String method) {
        RawHttp missing = send(method + " /unknown", "Authorization: Bearer operator");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Allow")).isEmpty();
    }

    @Test
    void returnsAllowedMethodsForOptions() {
        RawHttp options = send("OPTIONS /open", "Authorization: Bearer operator");

        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).isEqualTo("GET,HEAD,OPTIONS");
    }

    @Test
    void supportsHeadForGetResource() {
        RawHttp head = send("HEAD /open");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo("\"1\"");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, Bearer",
        "Bearer expired, 401, 'Bearer error=\"invalid_token\"'",
        "Bearer a b, 401, 'Bearer error=\"invalid_token\"'",
        "Bearer customer, 403, 'Bearer error=\"insufficient_scope\"'",
        "Bearer operator, 400, ''",
        "bearer    operator, 400, ''"
    })
    void authorizesBeforeReadingBody(String authorization, int status, String challenge) {
        List<String> head = new ArrayList<>(List.of("PUT /closed HTTP/1.1"));
        head.add("Content-Type: application/json");
        if (!authorization.isEmpty()) {
            head.add("Authorization: " + authorization);
        }

        RawHttp refused = RawHttp.send(port, head, INVALID);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo(challenge);
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void deniesAccessToHandlerWithoutRule() {
        assertThat(get("/without-rule").status()).isEqualTo(401);
        assertThat(get("/without-rule", "Authorization: Bearer operator").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fa", "ja", "en"})
    void returnsEnglishMessagesForEveryLocale(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            String problem = put("operator", INVALID, "Accept-Language: " + language).body();

            assertThat(problem).contains("must be greater than or equal to 1", "must not be empty");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sendsNo100ContinueForRejectedRequest() {
        List<String> head =
                List.of(
                        "PUT /closed HTTP/1.1",
                        "Content-Type: application/json",
                        "Expect: 100-continue");

        assertThat(RawHttp.send(port, head, INVALID).status()).isEqualTo(401);
    }

    private RawHttp get(String path, String... headers) {
        return send("GET " + path, headers);
    }

    private RawHttp send(String line, String... headers) {
        List<String> head = new ArrayList<>(List.of(line + " HTTP/1.1"));
        head.addAll(List.of(headers));
        return RawHttp.send(port, head, "");
    }

    private RawHttp put(String token, String body, String header) {
        return RawHttp.send(
                port,
                List.of(
                        "PUT /closed HTTP/1.1",
                        "Content-Type: application/json",
                        "Authorization: Bearer " + token,
                        header),
                body);
    }
}
