package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseFullIT {

    @TempDir private static Path keys;

    @Test
    void sendsAwayWhoFindsNoPlaceAndServesWhoComesLater() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (StubService queries = new StubService();
                GatewayRun gateway =
                        GatewayRun.start(
                                "spring.profiles.active=demo",
                                "quadrille.keys-dir=" + keys,
                                "quadrille.services.query-service=" + queries.url(),
                                "quadrille.requests-at-once=1")) {
            String bearer = "Bearer " + gateway.client().tokenOf("alice");
            queries.behave(exchange -> {
                await(hold);
                StubService.answer(exchange, 200, "{}");
            });

            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> ask(gateway, bearer));
            queries.nextSeen();
            HttpResponse<String> second = ask(gateway, bearer);
            hold.countDown();

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(second.body()).contains("/problems/unavailable");
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(ask(gateway, bearer).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> ask(GatewayRun gateway, String bearer) {
        try {
            return gateway.client().get("/api/orders/1", "Authorization", bearer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch hold) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
