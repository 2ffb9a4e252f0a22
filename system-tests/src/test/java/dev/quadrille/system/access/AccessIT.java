package dev.quadrille.system.access;

import static dev.quadrille.system.shop.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.system.access.AccessTable.Row;
import dev.quadrille.system.shop.PlacedOrder;
import dev.quadrille.system.shop.RunningShop;
import dev.quadrille.system.wire.Answer;
import dev.quadrille.system.wire.Request;
import dev.quadrille.system.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tries every cell of {@link AccessTable} on the running shop, at the gateway and at each service
/// past it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    /// What Spring's authorization server answers in a filter is in no handler mapping. It is told
    /// these two paths and no other.
    private static final Set<Route> MAPPED_IN_FILTERS =
            Set.of(Route.of("POST /oauth2/token"), Route.of("GET /oauth2/jwks"));

    private final ForgersKeys forgersKeys = new ForgersKeys();
    private final RunningShop shop = RunningShop.get();
    private final StackLayout layout = shop.layout();
    private final Tokens tokens = Tokens.of(layout);
    private final Map<String, String> forgeries = Forgeries.of(tokens, forgersKeys).all();
    private SampleRequests samples = new SampleRequests("");
    private int cells;

    @BeforeAll
    void anOrderOfAlice() {
        PlacedOrder order = shop.customer("alice").places(aPurchase().of(1, "TAMPER"));
        assertThat(order.end()).isEqualTo("CONFIRMED");
        samples = new SampleRequests(order.id());
        Request product =
                Request.of("PUT /api/products/" + SampleRequests.SKU)
                        .as(tokenOf(Caller.OPERATOR))
                        .sending(SampleRequests.PRODUCT);
        assertThat(Wire.send(layout.ports().of(Component.GATEWAY), product).status())
                .isIn(200, 201);
    }

    @AfterAll
    void close() {
        System.out.printf("%d cells of the access table were tried%n", cells);
        forgersKeys.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsTheTableSays() {
        return AccessTable.rows().stream()
                .map(row -> dynamicTest(row.toString(), () -> tries(row)));
    }

    private void tries(Row row) {
        List<String> wrong = new ArrayList<>();
        forgeries.forEach((name, token) -> tries(row, Caller.FORGER, name, token, wrong));
        Stream.of(Caller.NOBODY, Caller.OTHER_CUSTOMER, Caller.CUSTOMER, Caller.OPERATOR)
                .forEach(caller -> tries(row, caller, caller.name(), tokenOf(caller), wrong));
        assertThat(wrong).isEmpty();
        assertThat(forgersKeys.visits()).as("whether the forger was asked for keys").isZero();
    }

    private void tries(Row row, Caller caller, String name, String token, List<String> wrong) {
        Answer answer = Wire.send(layout.ports().of(row.process()), samples.of(row).as(token));
        cells++;
        if (!row.allows(answer.status(), caller)) {
            wrong.add(
                    "%s: %d and not %s: %s"
                            .formatted(
                                    name, answer.status(), row.statusFor(caller), answer.body()));
        }
        if (!challenges(row, caller, answer.status()).equals(answer.header("WWW-Authenticate"))) {
            wrong.add(name + ": challenged with " + answer.header("WWW-Authenticate"));
        }
        if (answer.status() >= 400
                && (!answer.header("Cache-Control").contains("no-store")
                        || !answer.header("ETag").isEmpty())) {
            wrong.add(name + ": an error that a cache may store");
        }
    }

    /// What RFC 6750, section 3, asks of a refusal.
    private static String challenges(Row row, Caller caller, int status) {
        if (status == 401 && row.route().path().equals("/oauth2/token")) {
            return "Basic realm=\"quadrille\"";
        }
        return switch (status) {
            case 401 -> caller == Caller.FORGER ? "Bearer error=\"invalid_token\"" : "Bearer";
            case 403 -> "Bearer error=\"insufficient_scope\"";
            default -> "";
        };
    }

    /// Who may not call a route learns nothing of what is wrong with the body.
    @TestFactory
    Stream<DynamicTest> refusesCallersBeforeItReadsTheBody() {
        return AccessTable.rows().stream()
                .filter(row -> !row.route().path().equals("/oauth2/token"))
                .map(row -> dynamicTest(row.toString(), () -> triesInvalidBody(row)));
    }

    private void triesInvalidBody(Row row) {
        for (Caller caller : List.of(Caller.NOBODY, Caller.OTHER_CUSTOMER, Caller.OPERATOR)) {
            if (row.allows(401, caller) || row.allows(403, caller)) {
                Request invalid =
                        Request.of(samples.of(row).line()).as(tokenOf(caller)).sending("{");
                assertThat(Wire.send(layout.ports().of(row.process()), invalid).status())
                        .as("%s", caller)
                        .isEqualTo(Integer.parseInt(row.statusFor(caller)));
            }
        }
    }

    /// Parameters of media ranges, headers beyond ASCII and odd names of parameters change no
    /// answer.
    @TestFactory
    Stream<DynamicTest> answersOddRequestsAsTheTableSays() {
        return AccessTable.rows().stream()
                .map(row -> dynamicTest(row.toString(), () -> triesOddities(row)));
    }

    private void triesOddities(Row row) {
        Request odd =
                samples.of(row)
                        .as(tokenOf(Caller.OPERATOR))
                        .with("Accept: */*;charset=utf-16;x=\"<script>\"")
                        .with("User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer")
                        .with("Cookie: n=\u0080")
                        .query("%01=1&a%0Ab=1");
        Answer answer = Wire.send(layout.ports().of(row.process()), odd);

        assertThat(row.allows(answer.status(), Caller.OPERATOR)).as("%s", answer).isTrue();
        assertThat(answer.header("Content-Type")).doesNotContain("utf-16", "script");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POSTGRES", "KAFKA"},
            mode = EnumSource.Mode.EXCLUDE)
    void hasARowForEveryMappedRoute(Component process) {
        Set<Route> rows =
                AccessTable.rows(process).stream()
                        .map(Row::route)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<Route> mapped = MappedRoutes.of(layout.ports().management(process));
        // The gateway's answers to other methods: tried below, on the path of every row.
        mapped.removeIf(route -> process == Component.GATEWAY && isOfOtherMethods(route, rows));
        if (process == Component.GATEWAY) {
            mapped.addAll(MAPPED_IN_FILTERS);
        }

        assertThat(mapped)
                .as(
                        "routes of %s. Whoever maps a new one says who may call it: give it a row"
                                + " in AccessTable (and what to send to it in SampleRequests); a row"
                                + " that nothing maps any more has to go",
                        process)
                .isEqualTo(rows);
    }

    private static boolean isOfOtherMethods(Route route, Set<Route> rows) {
        return route.method().equals(Route.ANY)
                && !rows.contains(route)
                && rows.stream().anyMatch(row -> row.path().equals(route.path()));
    }

    @TestFactory
    Stream<DynamicTest> listsTheMethodsOfEachResource() {
        return AccessTable.rows().stream()
                .filter(row -> !row.route().method().equals(Route.ANY))
                .map(row -> dynamicTest(row.toString(), () -> triesOtherMethods(row)));
    }

    private void triesOtherMethods(Row row) {
        int port = layout.ports().of(row.process());
        for (String method : List.of("PATCH", "TRACE", "PROPFIND", "get")) {
            Request other = Request.of(samples.of(row).line().replaceFirst("^\\w+", method));
            Answer answer = Wire.send(port, other.as(tokenOf(Caller.CUSTOMER)));

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow").split(", ?", -1))
                    .contains(row.route().method())
                    .doesNotContain(method);
            if (row.route().path().startsWith("/api/")) {
                assertThat(Wire.send(port, other).status()).as(method).isEqualTo(401);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> answersHeadWhereItAnswersGet() {
        return AccessTable.rows().stream()
                .filter(row -> row.route().method().equals("GET"))
                .map(row -> dynamicTest(row.toString(), () -> triesHead(row)));
    }

    private void triesHead(Row row) {
        Request head = Request.of(samples.of(row).line().replaceFirst("^GET", "HEAD"));
        for (Caller caller : List.of(Caller.NOBODY, Caller.OPERATOR)) {
            Answer answer = Wire.send(layout.ports().of(row.process()), head.as(tokenOf(caller)));

            assertThat(row.allows(answer.status(), caller)).as("%s: %s", caller, answer).isTrue();
            assertThat(answer.body()).isEmpty();
        }
    }

    /// The tag comes from query-service, and inventory-service compares it.
    @Test
    void changesAProductOnlyAsItWasRead() {
        int port = layout.ports().of(Component.GATEWAY);
        Request change =
                Request.of("PUT /api/products/" + SampleRequests.SKU)
                        .as(tokenOf(Caller.OPERATOR))
                        .sending(SampleRequests.PRODUCT);
        String tag =
                await().until(
                                () ->
                                        Wire.send(
                                                        port,
                                                        Request.of(
                                                                "GET /api/products/"
                                                                        + SampleRequests.SKU))
                                                .header("ETag"),
                                it -> !it.isEmpty());

        assertThat(Wire.send(port, change.with("If-Match: " + tag)).status()).isEqualTo(200);
        assertThat(Wire.send(port, change.with("If-Match: \"stale\"")).status()).isEqualTo(412);
        assertThat(Wire.send(port, change.with("If-None-Match: " + tag)).status()).isEqualTo(412);
    }

    private String tokenOf(Caller caller) {
        return switch (caller) {
            case NOBODY -> "";
            case FORGER -> throw new IllegalArgumentException("has many");
            case OTHER_CUSTOMER -> tokens.valid("bob", "customer");
            case CUSTOMER -> tokens.valid("alice", "customer");
            case OPERATOR -> tokens.valid("operator", "operator");
        };
    }
}
