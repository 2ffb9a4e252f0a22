package dev.quadrille.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.gateway.client.TrustedProxy.AddressLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrustedProxyTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final Duration REFRESH_INTERVAL = Duration.ofMillis(5);

    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void matchesAddressesOfHostName() {
        try (TrustedProxy proxy = proxy(_ -> new InetAddress[] {InetAddress.ofLiteral(ADDRESS)})) {
            await().until(() -> proxy.matches(ADDRESS));

            assertThat(proxy.contains(InetAddress.ofLiteral(ADDRESS))).isTrue();
            assertThat(proxy.matches("192.0.2.2")).isFalse();
        }
    }

    @Test
    void followsDnsChanges() {
        String[] current = {ADDRESS};
        try (TrustedProxy proxy =
                proxy(_ -> new InetAddress[] {InetAddress.ofLiteral(current[0])})) {
            await().until(() -> proxy.matches(ADDRESS));
            current[0] = "192.0.2.2";

            await().until(() -> proxy.matches("192.0.2.2") && !proxy.matches(ADDRESS));
        }
    }

    @Test
    void keepsLastAddressesIfLookupFails() {
        try (TrustedProxy proxy =
                proxy(_ -> {
                    if (lookups.incrementAndGet() > 1) {
                        throw new UnknownHostException();
                    }
                    return new InetAddress[] {InetAddress.ofLiteral(ADDRESS)};
                })) {
            await().until(() -> lookups.get() > 2);

            assertThat(proxy.matches(ADDRESS)).isTrue();
        }
    }

    @Test
    @Timeout(10)
    void doesNotBlockDuringLookup() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (TrustedProxy proxy =
                proxy(_ -> {
                    started.countDown();
                    awaitUninterrupted(never);
                    return new InetAddress[0];
                })) {
            started.await();

            assertThat(proxy.matches(ADDRESS)).isFalse();
        } finally {
            never.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static TrustedProxy proxy(AddressLookup dns) {
        return new TrustedProxy("proxy.example", dns).startRefresh(REFRESH_INTERVAL);
    }
}
