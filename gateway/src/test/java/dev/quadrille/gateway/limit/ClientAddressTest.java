package dev.quadrille.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:2::9, 20:01:0d:b8:00:01:00:02/64",
        "2001:DB8:1:3::9, 20:01:0d:b8:00:01:00:03/64",
        "fe80::1%eth0, fe:80:00:00:00:00:00:00/64",
        "elsewhere.example, unknown",
        "'', unknown"
    })
    void isAnAddressOrTheNetworkOfALongOne(String literal, String owner) {
        assertThat(ClientAddress.of(literal)).isEqualTo(owner);
    }
}
