package dev.quadrille.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.gateway.ratelimit.TrustedProxy.AddressLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrustedProxyTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void isAtTheAddressesOfItsName() {
        try (TrustedProxy balancer =
                balancer(_ -> new InetAddress[] {InetAddress.ofLiteral(ADDRESS)})) {
            await().until(() -> balancer.isAt(ADDRESS));

            assertThat(balancer.contains(InetAddress.ofLiteral(ADDRESS))).isTrue();
            assertThat(balancer.isAt("192.0.2.2")).isFalse();
        }
    }

    @Test
    void followsItsNameToAnotherAddress() {
        String[] at = {ADDRESS};
        try (TrustedProxy balancer =
                balancer(_ -> new InetAddress[] {InetAddress.ofLiteral(at[0])})) {
            await().until(() -> balancer.isAt(ADDRESS));
            at[0] = "192.0.2.2";

            await().until(() -> balancer.isAt("192.0.2.2") && !balancer.isAt(ADDRESS));
        }
    }

    @Test
    void keepsItsAddressesWhileTheNameIsUnknown() {
        try (TrustedProxy balancer =
                balancer(_ -> {
                    if (questions.incrementAndGet() > 1) {
                        throw new UnknownHostException();
                    }
                    return new InetAddress[] {InetAddress.ofLiteral(ADDRESS)};
                })) {
            await().until(() -> questions.get() > 2);

            assertThat(balancer.isAt(ADDRESS)).isTrue();
        }
    }

    @Test
    @Timeout(10)
    void neverWaitsForTheLookup() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (TrustedProxy balancer =
                balancer(_ -> {
                    asked.countDown();
                    awaitUninterrupted(never);
                    return new InetAddress[0];
                })) {
            asked.await();

            assertThat(balancer.isAt(ADDRESS)).isFalse();
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

    private static TrustedProxy balancer(AddressLookup names) {
        return new TrustedProxy("balancer", names).refreshedEvery(OFTEN);
    }
}
