package dev.quadrille.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02/64",
        "2001:db8:1:2::9, 20:01:0d:b8:00:01:00:02/64",
        "2001:DB8:1:3::9, 20:01:0d:b8:00:01:00:03/64",
        "fe80::1%eth0, fe:80:00:00:00:00:00:00/64",
        "host.example, unknown",
        "'', unknown"
    })
    void returnsIpv4AddressOrIpv6Network(String literal, String owner) {
        assertThat(ClientAddress.network(literal)).isEqualTo(owner);
    }

    @Test
    void honoursForwardedForFromTrustedProxy() {
        try (TrustedProxy proxy = proxy("localhost")) {
            ClientAddress address = new ClientAddress(proxy);
            await().until(() -> proxy.matches("127.0.0.1"));

            assertThat(address.of(request("127.0.0.1", "198.51.100.7"))).isEqualTo("198.51.100.7");
            assertThat(address.of(request("127.0.0.1", null))).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.1", "unknown.invalid"})
    void ignoresForwardedForFromOtherPeers(String host) {
        try (TrustedProxy proxy = proxy(host)) {
            ClientAddress address = new ClientAddress(proxy);

            assertThat(address.of(request("127.0.0.1", "198.51.100.7"))).isEqualTo("127.0.0.1");
        }
    }

    private static TrustedProxy proxy(String host) {
        return new TrustedProxy(host, InetAddress::getAllByName)
                .startRefresh(Duration.ofSeconds(1));
    }

    private static MockHttpServletRequest request(String peer, @Nullable String forwardedFor) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (forwardedFor != null) {
            request.addHeader("X-Forwarded-For", forwardedFor);
        }
        return request;
    }
}
