package dev.quadrille.shipping.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierTest {

    @ParameterizedTest
    @CsvSource({
        "AT, CITY_POST",
        "DE, EUROPE_PARCEL",
        "GB, EUROPE_PARCEL",
        "US, WORLD_EXPRESS",
        "JP, WORLD_EXPRESS"
    })
    void servesADestination(String country, Carrier carrier) {
        assertThat(Carrier.serving(country)).contains(carrier);
    }

    @Test
    void servesEveryCountryButAntarctica() {
        assertThat(
                        Arrays.stream(Locale.getISOCountries())
                                .filter(country -> Carrier.serving(country).isEmpty()))
                .containsExactly("AQ");
    }
}
