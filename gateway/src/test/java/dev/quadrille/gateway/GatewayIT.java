package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpHandler;
import dev.quadrille.gateway.identity.ForgedTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
            "management.server.port=0",
            "quadrille.rate-limit.anonymous.burst=100000",
            "quadrille.rate-limit.credentials.burst=100000",
            "quadrille.rate-limit.customer.burst=100000",
            "quadrille.calls.answer-limit=500ms",
            "quadrille.calls.patient-answer-limit=5s"
        })
@ActiveProfiles("demo")
class GatewayIT {

    private static final StubService ORDERS = new StubService();
    private static final StubService INVENTORY = new StubService();
    private static final StubService PAYMENTS = new StubService();
    private static final StubService SHIPMENTS = new StubService();
    private static final StubService QUERIES = new StubService();

    private static final List<StubService> ALL =
            List.of(ORDERS, INVENTORY, PAYMENTS, SHIPMENTS, QUERIES);

    @TempDir private static Path keys;

    @LocalServerPort private int port;
    @LocalManagementPort private int managementPort;
    @Autowired private RSAKey signingKey;

    private Client client;
    private String alice;
    private String operator = "";
    private CountDownLatch hold;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("quadrille.keys-dir", keys::toString);
        registry.add("quadrille.services.order-service", ORDERS::url);
        registry.add("quadrille.services.inventory-service", INVENTORY::url);
        registry.add("quadrille.services.payment-service", PAYMENTS::url);
        registry.add("quadrille.services.shipping-service", SHIPMENTS::url);
        registry.add("quadrille.services.query-service", QUERIES::url);
    }

    @BeforeEach
    void identify() throws Exception {
        hold = new CountDownLatch(1);
        client = new Client(port);
        alice = "Bearer " + client.tokenOf("alice");
        for (StubService service : ALL) {
            service.behave(exchange -> StubService.answer(exchange, 200, "{}"));
        }
    }

    @AfterEach
    void letGo() {
        hold.countDown();
    }

    @AfterAll
    static void close() {
        ALL.forEach(StubService::close);
    }

    @ParameterizedTest
    @CsvSource({"alice, customer", "bob, customer", "carol, customer", "operator, operator"})
    void issuesATokenThatSaysWhoMayDoWhat(String name, String scope) throws Exception {
        HttpResponse<String> answer =
                client.askForToken(name, name + "-secret", "grant_type=client_credentials");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(JsonPath.<String>read(answer.body(), "$.scope")).isEqualTo(scope);
        SignedJWT token = SignedJWT.parse(JsonPath.read(answer.body(), "$.access_token"));
        var claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getSubject()).isEqualTo(name);
        assertThat(claims.getAudience()).containsExactly("quadrille");
        assertThat(claims.getIssuer()).isEqualTo("https://auth.quadrille.example");
        assertThat(claims.getStringClaim("scope")).isEqualTo(scope);
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(3600));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong, grant_type=client_credentials, 401, invalid_client",
        "mallory, mallory-secret, grant_type=client_credentials, 401, invalid_client",
        "alice, alice-secret, grant_type=client_credentials&scope=operator, 400, invalid_scope",
        "alice, alice-secret, grant_type=password, 400, unsupported_grant_type",
        "alice, alice-secret, grant_type=authorization_code&code=1, 400, invalid_grant"
    })
    void refusesAnyOtherRequestForATokenInTheFormOfOAuth(
            String name, String secret, String form, int status, String error) throws Exception {
        HttpResponse<String> answer = client.askForToken(name, secret, form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo(error);
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                .isEqualTo(status == 401);
    }

    @Test
    void publishesTheKeyWithoutItsSecretHalf() throws Exception {
        HttpResponse<String> answer = client.get("/oauth2/jwks");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$.keys[0]"))
                .containsOnlyKeys("kty", "e", "use", "kid", "alg", "n");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/orders, orders",
        "POST, /api/orders/0199/cancel, orders",
        "GET, /api/orders, queries",
        "GET, /api/orders/0199, queries",
        "GET, /api/orders/0199/timeline, queries",
        "GET, /api/stock, inventory",
        "GET, /api/stock/ESPRESSO-MACHINE, inventory",
        "POST, /api/stock/ESPRESSO-MACHINE/deliveries, inventory",
        "GET, /api/products, queries",
        "GET, /api/products/ESPRESSO-MACHINE, queries",
        "PUT, /api/products/ESPRESSO-MACHINE, inventory",
        "GET, /api/read-model, queries",
        "POST, /api/read-model/rebuild, queries",
        "DELETE, /api/read-model/rebuild, queries",
        "POST, /api/dead-letters/order/0199/replay, orders",
        "POST, /api/dead-letters/inventory/0199/replay, inventory",
        "POST, /api/dead-letters/payment/0199/replay, payments",
        "POST, /api/dead-letters/shipping/0199/replay, shipments",
        "POST, /api/dead-letters/query/0199/replay, queries",
        "DELETE, /api/dead-letters/order/0199, orders",
        "DELETE, /api/dead-letters/query/0199, queries"
    })
    void routes(String method, String path, String service) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        client.to(path + "?limit=2")
                                .header("Authorization", alice)
                                .header("Idempotency-Key", "k-1")
                                .method(method, BodyPublishers.ofString("{\"a\":1}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        StubService.Seen seen = stub(service).nextSeen();
        assertThat(seen.method()).isEqualTo(method);
        assertThat(seen.uri()).isEqualTo(path + "?limit=2");
        // Only methods that define a body have one here.
        boolean hasBody = method.startsWith("P");
        assertThat(seen.body()).isEqualTo(hasBody ? "{\"a\":1}" : "");
        assertThat(seen.headers().getFirst("Authorization")).isEqualTo(alice);
        assertThat(seen.headers().getFirst("Idempotency-Key")).isEqualTo("k-1");
        assertThat(seen.headers().getFirst("traceparent")).isNotNull();
    }

    @Test
    void listsTheDeadLettersOfAllOldestFirst() throws Exception {
        ALL.forEach(it -> it.behave(answering("{\"deadLetters\":[]}")));
        SHIPMENTS.behave(answering(letters("late", "2026-11-22T10:00:00.1Z")));
        INVENTORY.behave(answering(letters("early", "2026-11-22T10:00:00.05Z")));
        HttpResponse<String> answer = client.get("/api/dead-letters", "Authorization", operator());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.deadLetters[*].id"))
                .containsExactly("early", "late");
        assertThat(JsonPath.<Object>read(answer.body(), "$.deadLetters[0].orderId")).isNull();
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.unreachable")).isEmpty();
        for (StubService service : ALL) {
            StubService.Seen seen = service.nextSeen();
            assertThat(seen.uri()).isEqualTo("/api/dead-letters");
            assertThat(seen.headers().getFirst("Authorization")).isEqualTo(operator());
            assertThat(seen.headers().getFirst("traceparent")).isNotNull();
        }
    }

    @Test
    void namesTheServicesWhoseDeadLettersItCouldNotList() throws Exception {
        ALL.forEach(it -> it.behave(answering(letters("dead", "2026-11-22T10:00:00Z"))));
        ORDERS.behave(exchange -> awaitRelease());
        INVENTORY.behave(exchange -> StubService.answer(exchange, 503, "{}"));
        PAYMENTS.behave(answering("<html>"));
        QUERIES.behave(answering("{}"));
        HttpResponse<String> answer = client.get("/api/dead-letters", "Authorization", operator());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.deadLetters[*].id"))
                .containsExactly("dead");
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.unreachable"))
                .containsExactly(
                        "order-service", "inventory-service", "payment-service", "query-service");
    }

    @Test
    void showsDeadLettersToOperatorsOnly() throws Exception {
        assertProblem(
                client.get("/api/dead-letters", "Authorization", alice),
                403,
                "/problems/forbidden");
        assertProblem(client.get("/api/dead-letters"), 401, "/problems/unauthenticated");
        assertThat(ALL).allMatch(StubService::sawNothing);
    }

    @Test
    void passesTheAnswerOnAsItIs() throws Exception {
        ORDERS.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", "/api/orders/0199");
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            StubService.answer(exchange, 202, "{\"orderId\":\"0199\"}");
        });

        HttpResponse<String> answer = placeOrder();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"orderId\":\"0199\"}");
        assertThat(answer.headers().allValues("Location")).containsExactly("/api/orders/0199");
        assertThat(answer.headers().allValues("ETag")).containsExactly("\"4\"");
        assertThat(answer.headers().allValues("Date")).hasSize(1);
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void keepsNoCookiesAndFollowsNoRedirect() throws Exception {
        ORDERS.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", QUERIES.url());
            exchange.getResponseHeaders().set("Set-Cookie", "seen=1; Path=/");
            StubService.answer(exchange, 307, "{}");
        });

        assertThat(placeOrder().statusCode()).isEqualTo(307);
        ORDERS.nextSeen();
        placeOrder();

        assertThat(ORDERS.nextSeen().headers().containsKey("Cookie")).isFalse();
        assertThat(QUERIES.sawNothing()).isTrue();
    }

    @Test
    void dropsWhereTheClientClaimsToComeFrom() throws Exception {
        client.get(
                "/api/orders/0199",
                "Authorization",
                alice,
                "Forwarded",
                "for=6.6.6.6;host=evil.example",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "gopher",
                "X-Forwarded-Prefix",
                "/evil",
                "x-forwarded-anything",
                "6.6.6.6");

        assertThat(QUERIES.nextSeen().headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"));
    }

    @Test
    void saysSoIfAServiceIsAway() throws Exception {
        HttpResponse<String> answer;
        try (GatewayRun gateway = GatewayRun.ofTheDemo(keys)) {
            answer = gateway.client().get("/api/orders/0199", "Authorization", alice);
        }

        assertProblem(answer, 503, "/problems/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void doesNotWaitForeverForAnAnswer() throws Exception {
        ORDERS.behave(exchange -> awaitRelease());

        assertProblem(placeOrder(), 504, "/problems/timeout");
    }

    @Test
    void neverSendsARequestTwice() throws Exception {
        ORDERS.behave(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            StubService.answer(exchange, 503, "{}");
        });

        assertThat(placeOrder().statusCode()).isEqualTo(503);
        ORDERS.nextSeen();

        assertThat(ORDERS.sawNothing()).isTrue();
    }

    @Test
    void readsAnOrderThatTheReadModelLacksWhereItWasWritten() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 404, "{}"));
        ORDERS.behave(exchange -> {
            exchange.getResponseHeaders().set("Quadrille-Source", "order-service");
            StubService.answer(exchange, 200, "{\"status\":\"PLACED\"}");
        });

        HttpResponse<String> answer = client.get("/api/orders/0199", "Authorization", alice);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"PLACED\"}");
        assertThat(answer.headers().firstValue("Quadrille-Source")).hasValue("order-service");
        assertThat(ORDERS.nextSeen().uri()).isEqualTo("/api/orders/0199");
    }

    @Test
    void readsAnOrderWhereItWasWrittenWhileTheReadModelFails() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 503, "{}"));
        ORDERS.behave(exchange -> StubService.answer(exchange, 200, "{\"status\":\"PLACED\"}"));

        assertThat(client.get("/api/orders/0199", "Authorization", alice).statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotTakeTheNotFoundOfTheReadModelAsFinal() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 404, "{}"));
        ORDERS.behave(exchange -> awaitRelease());

        assertProblem(
                client.get("/api/orders/0199", "Authorization", alice), 504, "/problems/timeout");
    }

    @Test
    void asksTheWriteSideForATimelineThatTheReadModelLacks() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 404, "{}"));
        ORDERS.behave(exchange -> StubService.answer(exchange, 200, "{\"events\":[]}"));

        HttpResponse<String> answer =
                client.get("/api/orders/0199/timeline", "Authorization", alice);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"events\":[]}");
        assertThat(ORDERS.nextSeen().uri()).isEqualTo("/api/orders/0199/timeline");
    }

    @Test
    void doesNotShowAnEmptyTimelineWhileTheReadModelFails() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 503, "{}"));

        assertThat(client.get("/api/orders/0199/timeline", "Authorization", alice).statusCode())
                .isEqualTo(503);
        QUERIES.behave(exchange -> awaitRelease());
        assertProblem(
                client.get("/api/orders/0199/timeline", "Authorization", alice),
                504,
                "/problems/timeout");
        assertThat(ORDERS.sawNothing()).isTrue();
    }

    @Test
    void passesOnThatNothingHasChanged() throws Exception {
        QUERIES.behave(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache, private");
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });

        for (String prefer : List.of("return=minimal", "wait=5")) {
            HttpResponse<String> answer =
                    client.get(
                            "/api/orders/0199",
                            "Authorization",
                            alice,
                            "Prefer",
                            prefer,
                            "If-None-Match",
                            "\"3\", \"4\"");

            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().allValues("ETag")).containsExactly("\"4\"");
            assertThat(answer.headers().allValues("Cache-Control"))
                    .containsExactly("no-cache, private");
            assertThat(QUERIES.nextSeen().headers().getFirst("If-None-Match"))
                    .isEqualTo("\"3\", \"4\"");
        }
        assertThat(ORDERS.sawNothing()).isTrue();
    }

    @Test
    void showsProductsToAnyone() throws Exception {
        QUERIES.behave(exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", "max-age=5, public");
            StubService.answer(exchange, 200, "{\"products\":[]}");
        });

        for (String path : List.of("/api/products", "/api/products/ESPRESSO-MACHINE")) {
            HttpResponse<String> answer = client.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Cache-Control"))
                    .containsExactly("max-age=5, public");
        }
        assertProblem(
                client.send(
                        client.to("/api/products/ESPRESSO-MACHINE")
                                .PUT(BodyPublishers.ofString("{}"))),
                401,
                "/problems/unauthenticated");
        assertThat(INVENTORY.sawNothing()).isTrue();
    }

    @Test
    void takesTheNotFoundOfTheWriteSideAsFinal() throws Exception {
        QUERIES.behave(exchange -> StubService.answer(exchange, 404, "{}"));
        ORDERS.behave(
                exchange -> StubService.answer(exchange, 404, "{\"from\":\"order-service\"}"));

        HttpResponse<String> answer = client.get("/api/orders/0199", "Authorization", alice);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"from\":\"order-service\"}");
    }

    @Test
    void waitsLongerForThoseWhoAskForIt() throws Exception {
        QUERIES.behave(exchange -> {
            pause(900);
            StubService.answer(exchange, 200, "{\"settled\":true}");
        });

        assertThat(
                        client.get("/api/orders/1", "Authorization", alice, "Prefer", "wait=30")
                                .statusCode())
                .isEqualTo(200);
        // Whoever does not ask is told what the write side knows.
        assertThat(client.get("/api/orders/1", "Authorization", alice).body()).isEqualTo("{}");
    }

    @Test
    void saysSoIfAServiceBreaksOff() throws Exception {
        ORDERS.behave(exchange -> {
            throw new IOException("crash before the answer");
        });

        assertProblem(placeOrder(), 502, "/problems/bad-gateway");
    }

    @Test
    void saysSoIfAServiceBreaksOffWithinTheAnswer() throws Exception {
        ORDERS.behave(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"half\"");
            exchange.sendResponseHeaders(202, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("crash within the answer");
        });

        HttpResponse<String> answer = placeOrder();

        assertProblem(answer, 502, "/problems/bad-gateway");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/nothing",
                "/api/orders/",
                "/api/orders/1/2/3",
                "/api/dead-letters/",
                "/api/dead-letters/payment",
                "/api/dead-letters/payment-service/1/replay",
                "/error/x",
                "/index.html",
                "/oauth2/authorize",
                "/oauth2/introspect",
                "/login",
                "/.well-known/openid-configuration"
            })
    void knowsNoOtherAddress(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/prometheus",
                "/actuator/health/readiness",
                "/actuator/%65nv",
                "/actuator/./env",
                "/actuator/health/../env",
                "/actuator/health/%2e%2e/env",
                "/actuator/health;/env",
                "/actuator;x=1/env",
                "//actuator/env",
                "/actuator//env",
                "/ACTUATOR/env",
                "/api/orders/..%252factuator/env"
            })
    void servesNoOperationsOnThePublicPort(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isIn(401, 404);
        assertThat(client.get(path, "Authorization", alice).statusCode()).isEqualTo(404);
        assertThat(ORDERS.sawNothing() && QUERIES.sawNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator%2fenv",
                "/api/orders/%00",
                "/api/orders/a%5cb",
                "/api/orders/1?a=%C3"
            })
    void refusesWhatCannotBeDecoded(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 400, "/problems/invalid-request");
    }

    @Test
    void refusesWhatIsNotHttpWithAProblemToo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /api/orders/a|b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/invalid-request")
                    .doesNotContain("html");
        }
    }

    @Test
    void tellsEveryoneItsHealthAndNothingMore() throws Exception {
        HttpResponse<String> answer = client.get("/actuator/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void showsTheApiToAnyoneFromItsOwnClassPath() throws Exception {
        HttpResponse<String> page = client.get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        // Whatever the page loads comes from here.
        List<String> parts =
                Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map(part -> part.group(1))
                        .toList();
        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> part.startsWith("/docs/"));
        for (String part : parts) {
            assertThat(client.get(part).statusCode()).as(part).isEqualTo(200);
        }
        String document = client.get("/docs/openapi.json").body();
        assertThat((String) JsonPath.read(document, "$.paths['/api/orders'].post.operationId"))
                .isEqualTo("placeOrder");
    }

    @Test
    void leadsWhoeverTypesItsAddressAloneToTheDocs() throws Exception {
        HttpResponse<String> answer = client.get("/");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/pom.xml", "/docs/swagger-ui.js", "/docs/index.html/x"})
    void showsNothingElseOfItsClassPath(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/health/liveness",
                "/actuator/prometheus"
            })
    void servesOperationsOnTheManagementPort(String path) throws Exception {
        assertThat(new Client(managementPort).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void servesNoOtherOperationsThere() throws Exception {
        Client operations = new Client(managementPort);

        assertThat(
                        JsonPath.<Map<String, Object>>read(
                                operations.get("/actuator").body(), "$._links"))
                .containsOnlyKeys("self", "health", "health-path", "prometheus");
        assertThat(operations.get("/actuator/env").statusCode()).isIn(401, 404);
    }

    @Test
    void servesOperationsOnTheLoopbackInterfaceOnly() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", managementPort).close())
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/stock, 'GET,HEAD'",
        "DELETE, /api/orders, POST",
        "GET, /api/dead-letters/order/1/replay, POST",
        "POST, /api/dead-letters, GET"
    })
    void tellsWhichMethodsAnAddressKnows(String method, String path, String allowed)
            throws Exception {
        HttpResponse<String> answer = as(alice, method, path);

        assertProblem(answer, 405, "/problems/method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .contains(allowed.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/orders?a=%zz", "/api/orders?a=%C3"})
    void passesNothingOnOfWhatItRefuses(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head =
                    "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nCookie: %s\r\nContent-Length: 0\r\n"
                            .formatted(path, alice, "a=b;".repeat(1000));
            socket.getOutputStream()
                    .write(
                            (head + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
        assertThat(ORDERS.sawNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
            })
    void passesNothingOnOfABodyThatBreaksOff(String rest) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head =
                    "POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ";
            socket.getOutputStream()
                    .write((head + alice + "\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("traceId");
        }
        assertThat(ORDERS.sawNothing()).isTrue();
    }

    @Test
    void answersWhoAsksWhichMethodsThereAre() throws Exception {
        HttpResponse<String> answer = as(alice, "OPTIONS", "/api/stock");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET,HEAD,OPTIONS");
        assertThat(INVENTORY.sawNothing()).isTrue();
    }

    @Test
    void passesOnWhoAsksForTheHeadOnly() throws Exception {
        INVENTORY.behave(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        HttpResponse<String> answer = as(alice, "HEAD", "/api/stock");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"4\"");
        assertThat(INVENTORY.nextSeen().method()).isEqualTo("HEAD");
    }

    private HttpResponse<String> as(String bearer, String method, String path) throws Exception {
        return client.send(
                client.to(path)
                        .header("Authorization", bearer)
                        .method(method, BodyPublishers.noBody()));
    }

    @Test
    void asksForAToken() throws Exception {
        HttpResponse<String> answer = client.get("/api/orders/1");

        assertProblem(answer, 401, "/problems/unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void refusesEveryTokenThatIsNotTheDemosOwn() throws Exception {
        ForgedTokens tokens = new ForgedTokens(signingKey);
        assertThat(client.get("/api/stock", "Authorization", "Bearer " + tokens.valid()))
                .returns(200, HttpResponse::statusCode);
        INVENTORY.nextSeen();

        for (Map.Entry<String, String> wrong : tokens.wrong().entrySet()) {
            assertThat(client.get("/api/stock", "Authorization", "Bearer " + wrong.getValue()))
                    .as("a token %s", wrong.getKey())
                    .returns(401, HttpResponse::statusCode);
        }
        assertThat(INVENTORY.sawNothing()).isTrue();
    }

    private HttpResponse<String> placeOrder() throws IOException, InterruptedException {
        return client.send(
                client.to("/api/orders")
                        .header("Authorization", alice)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}")));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo(type);
        assertThat(answer.body()).doesNotContain("Exception", "springframework", "dev.quadrille");
    }

    private String operator() throws Exception {
        if (operator.isEmpty()) {
            operator = "Bearer " + client.tokenOf("operator");
        }
        return operator;
    }

    private static HttpHandler answering(String body) {
        return exchange -> StubService.answer(exchange, 200, body);
    }

    private static String letters(String id, String at) {
        return "{\"deadLetters\":[{\"id\":\"%s\",\"orderId\":null,\"at\":\"%s\"}]}"
                .formatted(id, at);
    }

    private static StubService stub(String name) {
        return switch (name) {
            case "orders" -> ORDERS;
            case "inventory" -> INVENTORY;
            case "payments" -> PAYMENTS;
            case "shipments" -> SHIPMENTS;
            default -> QUERIES;
        };
    }

    private void awaitRelease() {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
