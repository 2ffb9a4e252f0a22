package dev.quadrille.cli.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BreakersCommandTest {

    @Test
    void printsOneRowPerBreakerWithin80Columns() {
        String breakers =
                """
                [{"name":"inventory-service","state":"HALF_OPEN","failureRate":52.5,
                  "slowCallRate":0.0,"calls":20,"rejectedCalls":12,
                  "lastTransition":"2026-11-22T10:15:30.123Z"},
                 {"name":"order-service","state":"CLOSED","failureRate":null,
                  "slowCallRate":null,"calls":3,"rejectedCalls":0,"lastTransition":null}]
                """;

        assertThat(BreakersCommand.table(JsonMapper.shared().readTree(breakers)))
                .allMatch(line -> line.length() <= 80)
                .containsExactly(
                        "SERVICE            STATE     FAILURES   SLOW  CALLS  REJECTED  SINCE",
                        "inventory-service  half-open     53 %    0 %     20        12  10:15:30Z",
                        "order-service      closed           -      -      3         0  start");
    }
}
