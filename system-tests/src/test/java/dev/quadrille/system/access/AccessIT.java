package dev.quadrille.system.access;

import static dev.quadrille.system.shop.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
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
        if (answer.status() == 401 && answer.header("WWW-Authenticate").isEmpty()) {
            wrong.add(name + ": a 401 that does not say how to do better");
        }
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
                        "routes of %s. Whoever maps a new one says who may call it: give it a row in"
                                + " AccessTable (and what to send to it in SampleRequests); a row"
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
    Stream<DynamicTest> tellsOnlyWhoIsKnownWhichMethodsThereAre() {
        return AccessTable.rows(Component.GATEWAY).stream()
                .filter(row -> row.route().path().startsWith("/api/"))
                .map(row -> dynamicTest(row.toString(), () -> triesAnotherMethod(row)));
    }

    private void triesAnotherMethod(Row row) {
        Request other = Request.of(samples.of(row).line().replaceFirst("^\\w+", "PATCH"));
        int port = layout.ports().of(Component.GATEWAY);

        assertThat(Wire.send(port, other).status()).isEqualTo(401);
        Answer answer = Wire.send(port, other.as(tokenOf(Caller.CUSTOMER)));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains(row.route().method());
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
