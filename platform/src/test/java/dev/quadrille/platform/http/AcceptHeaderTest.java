package dev.quadrille.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "application/json;charset=utf-16 | application/json",
                "application/json;charset=utf-16, */*;q=0.1 | application/json, */*;q=0.1",
                "application/json;version=2;q=0.5 | application/json;q=0.5",
                "text/html;q=0, application/json;q=0.9 | application/json;q=0.9",
                "application/json;q=0 | application/json;q=0",
                "application/json;charset | application/json",
                "garbage;a=b | garbage;a=b"
            })
    void keepsOnlyTypesAndQualityValues(String sent, String canonical) {
        assertThat(AcceptHeader.canonical(sent)).isEqualTo(canonical);
    }
}
