package dev.quadrille.system.access;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.system.access.AccessTable.AccessRow;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireRequest;
import dev.quadrille.system.wire.WireResponse;
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

/// Tests every cell of {@link AccessTable} on the running system: at the gateway, and at each
/// service directly.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    /// Spring Authorization Server answers these two paths in a filter, so that they are in no
    /// handler mapping.
    private static final Set<AccessRoute> MAPPED_IN_FILTERS =
            Set.of(AccessRoute.of("POST /oauth2/token"), AccessRoute.of("GET /oauth2/jwks"));

    private static final AccessRoute LIST_OF_ORDERS = AccessRoute.of("GET /api/orders");

    private final ForgedKeyServer forgedKeys = new ForgedKeyServer();
    private final RunningSystem system = RunningSystem.get();
    private final StackLayout layout = system.layout();
    private final SignedTokens tokens = SignedTokens.of(layout);
    private final Map<String, String> forgeries = Forgeries.of(tokens, forgedKeys).all();
    private SampleRequests samples = new SampleRequests("");
    private int cells;

    @BeforeAll
    void placeOrderAndProduct() {
        PlacedOrder order = system.customer("alice").place(aPurchase().of(1, "TAMPER"));
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        samples = new SampleRequests(order.id());
        WireRequest product =
                WireRequest.of("PUT /api/products/" + SampleRequests.SKU)
                        .as(tokenOf(CallerKind.OPERATOR))
                        .sending(SampleRequests.PRODUCT);
        assertThat(WireConnection.send(layout.ports().of(Component.GATEWAY), product).status())
                .isIn(200, 201);
    }

    @AfterAll
    void close() {
        System.out.printf("%d cells of the access table tested%n", cells);
        forgedKeys.close();
    }

    @TestFactory
    Stream<DynamicTest> respondsAsInTable() {
        return AccessTable.rows().stream()
                .map(row -> dynamicTest(row.toString(), () -> testRow(row)));
    }

    private void testRow(AccessRow row) {
        List<String> failures = new ArrayList<>();
        forgeries.forEach((name, token) -> testCell(row, CallerKind.FORGER, name, token, failures));
        Stream.of(
                        CallerKind.ANONYMOUS,
                        CallerKind.OTHER_CUSTOMER,
                        CallerKind.CUSTOMER,
                        CallerKind.OPERATOR)
                .forEach(caller -> testCell(row, caller, caller.name(), tokenOf(caller), failures));
        assertThat(failures).isEmpty();
        assertThat(forgedKeys.requests()).as("requests to the forged key server").isZero();
    }

    private void testCell(
            AccessRow row, CallerKind caller, String name, String token, List<String> failures) {
        WireResponse response =
                WireConnection.send(layout.ports().of(row.process()), samples.of(row).as(token));
        cells++;
        if (!row.allows(response.status(), caller)) {
            failures.add(
                    "%s: %d instead of %s: %s"
                            .formatted(
                                    name,
                                    response.status(),
                                    row.statusFor(caller),
                                    response.body()));
        }
        if (!challenge(row, caller, response.status())
                .equals(response.header("WWW-Authenticate"))) {
            failures.add(name + ": challenge " + response.header("WWW-Authenticate"));
        }
        if (response.status() >= 400
                && (!response.header("Cache-Control").contains("no-store")
                        || !response.header("ETag").isEmpty())) {
            failures.add(name + ": a cacheable error");
        }
    }

    /// The challenge that RFC 6750, section 3, requires.
    private static String challenge(AccessRow row, CallerKind caller, int status) {
        if (status == 401 && row.route().path().equals("/oauth2/token")) {
            return "Basic realm=\"quadrille\"";
        }
        return switch (status) {
            case 401 -> caller == CallerKind.FORGER ? "Bearer error=\"invalid_token\"" : "Bearer";
            case 403 -> "Bearer error=\"insufficient_scope\"";
            default -> "";
        };
    }

    /// A caller without permission must not learn whether the body is valid.
    @TestFactory
    Stream<DynamicTest> checksPermissionBeforeBody() {
        return AccessTable.rows().stream()
                .filter(row -> !row.route().path().equals("/oauth2/token"))
                .map(row -> dynamicTest(row.toString(), () -> testInvalidBody(row)));
    }

    private void testInvalidBody(AccessRow row) {
        for (CallerKind caller :
                List.of(CallerKind.ANONYMOUS, CallerKind.OTHER_CUSTOMER, CallerKind.OPERATOR)) {
            if (row.allows(401, caller) || row.allows(403, caller)) {
                WireRequest invalid =
                        WireRequest.of(samples.of(row).line()).as(tokenOf(caller)).sending("{");
                assertThat(WireConnection.send(layout.ports().of(row.process()), invalid).status())
                        .as("%s", caller)
                        .isEqualTo(Integer.parseInt(row.statusFor(caller)));
            }
        }
    }

    /// Media range parameters, non-ASCII headers and unusual parameter names do not change the
    /// status, except where unknown parameters are rejected.
    @TestFactory
    Stream<DynamicTest> respondsToUnusualRequestsAsInTable() {
        return AccessTable.rows().stream()
                .map(row -> dynamicTest(row.toString(), () -> testUnusualRequest(row)));
    }

    private void testUnusualRequest(AccessRow row) {
        WireRequest unusual =
                samples.of(row)
                        .as(tokenOf(CallerKind.OPERATOR))
                        .with("Accept: */*;charset=utf-16;x=\"<script>\"")
                        .with("User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer")
                        .with("Cookie: n=\u0080")
                        .query("%01=1&a%0Ab=1");
        WireResponse response = WireConnection.send(layout.ports().of(row.process()), unusual);

        if (row.route().equals(LIST_OF_ORDERS)) {
            assertThat(response.status()).as("unknown parameters").isEqualTo(400);
        } else {
            assertThat(row.allows(response.status(), CallerKind.OPERATOR))
                    .as("%s", response)
                    .isTrue();
        }
        assertThat(response.header("Content-Type")).doesNotContain("utf-16", "script");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POSTGRES", "KAFKA"},
            mode = EnumSource.Mode.EXCLUDE)
    void tableHasRowForEveryMappedRoute(Component process) {
        Set<AccessRoute> rows =
                AccessTable.rows(process).stream()
                        .map(AccessRow::route)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<AccessRoute> mapped = MappedRoutes.of(layout.ports().management(process));
        // The gateway's 405 routes for other methods; testOtherMethods covers them for every row.
        mapped.removeIf(route -> process == Component.GATEWAY && isOfOtherMethods(route, rows));
        if (process == Component.GATEWAY) {
            mapped.addAll(MAPPED_IN_FILTERS);
        }

        assertThat(mapped)
                .as(
                        "routes of %s. Add a row to AccessTable for a new route (and a request to"
                                + " SampleRequests); remove the row of a removed route",
                        process)
                .isEqualTo(rows);
    }

    private static boolean isOfOtherMethods(AccessRoute route, Set<AccessRoute> rows) {
        return route.method().equals(AccessRoute.ANY)
                && !rows.contains(route)
                && rows.stream().anyMatch(row -> row.path().equals(route.path()));
    }

    @TestFactory
    Stream<DynamicTest> rejectsOtherMethodsWithAllow() {
        return AccessTable.rows().stream()
                .filter(row -> !row.route().method().equals(AccessRoute.ANY))
                .map(row -> dynamicTest(row.toString(), () -> testOtherMethods(row)));
    }

    private void testOtherMethods(AccessRow row) {
        int port = layout.ports().of(row.process());
        for (String method : List.of("PATCH", "TRACE", "PROPFIND", "get")) {
            WireRequest other =
                    WireRequest.of(samples.of(row).line().replaceFirst("^\\w+", method));
            WireResponse response =
                    WireConnection.send(port, other.as(tokenOf(CallerKind.CUSTOMER)));

            assertThat(response.status()).as(method).isEqualTo(405);
            assertThat(response.header("Allow").split(", ?", -1))
                    .contains(row.route().method())
                    .doesNotContain(method);
            if (row.route().path().startsWith("/api/")) {
                assertThat(WireConnection.send(port, other).status()).as(method).isEqualTo(401);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> respondsToHeadAsToGet() {
        return AccessTable.rows().stream()
                .filter(row -> row.route().method().equals("GET"))
                .map(row -> dynamicTest(row.toString(), () -> testHead(row)));
    }

    private void testHead(AccessRow row) {
        WireRequest head = WireRequest.of(samples.of(row).line().replaceFirst("^GET", "HEAD"));
        for (CallerKind caller : List.of(CallerKind.ANONYMOUS, CallerKind.OPERATOR)) {
            WireResponse response =
                    WireConnection.send(layout.ports().of(row.process()), head.as(tokenOf(caller)));

            assertThat(row.allows(response.status(), caller))
                    .as("%s: %s", caller, response)
                    .isTrue();
            assertThat(response.body()).isEmpty();
        }
    }

    /// query-service creates the tag, and inventory-service compares it.
    @Test
    void updatesProductOnlyWithCurrentTag() {
        int port = layout.ports().of(Component.GATEWAY);
        WireRequest change =
                WireRequest.of("PUT /api/products/" + SampleRequests.SKU)
                        .as(tokenOf(CallerKind.OPERATOR))
                        .sending(SampleRequests.PRODUCT);
        String tag =
                await().until(
                                () ->
                                        WireConnection.send(
                                                        port,
                                                        WireRequest.of(
                                                                "GET /api/products/"
                                                                        + SampleRequests.SKU))
                                                .header("ETag"),
                                it -> !it.isEmpty());

        assertThat(WireConnection.send(port, change.with("If-Match: " + tag)).status())
                .isEqualTo(200);
        assertThat(WireConnection.send(port, change.with("If-Match: \"stale\"")).status())
                .isEqualTo(412);
        assertThat(WireConnection.send(port, change.with("If-None-Match: " + tag)).status())
                .isEqualTo(412);
    }

    private String tokenOf(CallerKind caller) {
        return switch (caller) {
            case ANONYMOUS -> "";
            case FORGER -> throw new IllegalArgumentException("more than one token");
            case OTHER_CUSTOMER -> tokens.valid("bob", "customer");
            case CUSTOMER -> tokens.valid("alice", "customer");
            case OPERATOR -> tokens.valid("operator", "operator");
        };
    }
}
