package dev.quadrille.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wait=5                        | 5",
                "wait=0                        | 0",
                "wait=30                       | 30",
                "wait=31                       | 30",
                "wait=999999999                | 30",
                "wait=99999999999999999999     | 30",
                "wait = 5                      | 5",
                "wait=\"5\"                    | 5",
                "Wait=5                        | 5",
                "respond-async, wait=7         | 7",
                "wait=7, handling=lenient      | 7",
                "wait=7; sincerely             | 7",
                "wait=7, wait=9                | 7"
            })
    void parsesWaitUpTo30Seconds(String header, long seconds) {
        assertThat(WaitPreference.of(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=soon",
                "wait=5s",
                "await=5",
                "respond-async"
            })
    void ignoresInvalidPreference(String header) {
        assertThat(WaitPreference.of(List.of(header))).isEmpty();
    }

    @Test
    void readsAllPreferHeaders() {
        assertThat(WaitPreference.of(List.of("return=minimal", "wait=3")))
                .contains(Duration.ofSeconds(3));
    }

    @Test
    void isEmptyWithoutHeader() {
        assertThat(WaitPreference.of(null)).isEmpty();
    }
}
