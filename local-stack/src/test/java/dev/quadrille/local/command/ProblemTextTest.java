package dev.quadrille.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTextTest {

    @Test
    void saysWhatIsWrongLineByLine() {
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
    void leavesOutWhatIsNotThere() {
        assertThat(ProblemText.of(404, "{\"title\":\"Not Found\"}")).isEqualTo("404 Not Found");
    }

    @Test
    void showsAnAnswerThatIsNoProblemAsItIs() {
        assertThat(ProblemText.of(502, "Bad Gateway\n")).isEqualTo("502 Bad Gateway");
        assertThat(ProblemText.of(501, "\n<html>Unsupported method</html>"))
                .isEqualTo("501 and nothing that this shop would say. Who else is on its port?");
    }
}
