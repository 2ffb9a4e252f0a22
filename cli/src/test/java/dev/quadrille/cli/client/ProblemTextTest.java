package dev.quadrille.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTextTest {

    @Test
    void formatsEachErrorOnALineOfItsOwn() {
        String problem =
                """
                {"type":"/problems/validation","title":"Invalid order","detail":"2 fields are wrong.",
                 "errors":[{"field":"items[0].sku","message":"unknown"}],"traceId":"4bf9"}\
                """;

        assertThat(ProblemText.of(422, problem))
                .isEqualTo(
                        """
                        422 Invalid order
                        2 fields are wrong.
                          - items[0].sku: unknown
                        traceId 4bf9\
                        """);
    }

    @Test
    void omitsMissingMembers() {
        assertThat(ProblemText.of(404, "{\"title\":\"Not Found\"}")).isEqualTo("404 Not Found");
    }

    @Test
    void printsShortPlainTextUnchanged() {
        assertThat(ProblemText.of(502, "Bad Gateway\n")).isEqualTo("502 Bad Gateway");
    }

    @Test
    void reportsAResponseOfAnotherProgram() {
        assertThat(ProblemText.of(501, "\n<html>Unsupported method</html>"))
                .isEqualTo(
                        "501 The response is not from Quadrille. Another program may use this port.");
    }
}
