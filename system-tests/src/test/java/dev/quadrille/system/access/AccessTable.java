package dev.quadrille.system.access;

import static java.util.Objects.requireNonNull;

import dev.quadrille.local.Component;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every route of every process, and what each kind of caller is answered there.
///
/// A new route gets a row: its call, the processes that map it, and the status for who sends no
/// token, one that must not be believed (each of {@link Forgeries}), that of another customer, of
/// the customer whose order `{id}` is, and of an operator; two where it depends on what is under
/// way. What is sent along is in {@link SampleRequests}.
public final class AccessTable {

    private static final String TEXT =
            """
            call                                           | mapped at                                      | none | bad | other | customer | operator
            POST   /api/orders                             | gateway order                                  | 401  | 401 | 202   | 202      | 403
            GET    /api/orders                             | gateway query                                  | 401  | 401 | 200   | 200      | 200
            GET    /api/orders/{id}                        | gateway order query                            | 401  | 401 | 404   | 200      | 200
            GET    /api/orders/{id}/timeline               | gateway order query                            | 401  | 401 | 404   | 200      | 200
            POST   /api/orders/{id}/cancel                 | gateway order                                  | 401  | 401 | 404   | 409      | 409
            GET    /api/stock                              | gateway inventory                              | 401  | 401 | 403   | 403      | 200
            GET    /api/stock/{sku}                        | gateway inventory                              | 401  | 401 | 403   | 403      | 200
            POST   /api/stock/{sku}/deliveries             | gateway inventory                              | 401  | 401 | 403   | 403      | 200
            GET    /api/products                           | gateway query                                  | 200  | 401 | 200   | 200      | 200
            GET    /api/products/{sku}                     | gateway query                                  | 200  | 401 | 200   | 200      | 200
            GET    /api/read-model                         | gateway query                                  | 401  | 401 | 403   | 403      | 200
            POST   /api/read-model/rebuild                 | gateway query                                  | 401  | 401 | 403   | 403      | 202/409
            DELETE /api/read-model/rebuild                 | gateway query                                  | 401  | 401 | 403   | 403      | 202/404
            PUT    /api/products/{sku}                     | gateway inventory                              | 401  | 401 | 403   | 403      | 200
            GET    /api/dead-letters                       | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 200
            POST   /api/dead-letters/{service}/{id}/replay | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 404
            DELETE /api/dead-letters/{service}/{id}        | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 404
            GET    /actuator/health                        | gateway                                        | 200  | 401 | 200   | 200      | 200
            GET    /                                       | gateway                                        | 302  | 401 | 302   | 302      | 302
            GET    /docs                                   | gateway                                        | 200  | 401 | 200   | 200      | 200
            GET    /docs/                                  | gateway                                        | 302  | 401 | 302   | 302      | 302
            GET    /docs/{name}                            | gateway                                        | 200  | 401 | 200   | 200      | 200
            POST   /oauth2/token                           | gateway                                        | 401  | 401 | 401   | 401      | 401
            GET    /oauth2/jwks                            | gateway                                        | 200  | 200 | 200   | 200      | 200
            ANY    /error                                  | gateway order inventory payment shipping query | 404  | 401 | 404   | 404      | 404
            ANY    /error                                  | provider                                       | 404  | 404 | 404   | 404      | 404
            POST   /charges                                | provider                                       | 200  | 200 | 200   | 200      | 200
            GET    /charges/{key}                          | provider                                       | 404  | 404 | 404   | 404      | 404
            POST   /charges/{key}/void                     | provider                                       | 200  | 200 | 200   | 200      | 200
            GET    /ledger                                 | provider                                       | 200  | 200 | 200   | 200      | 200
            """;

    static final Map<String, Component> PROCESSES =
            Map.of(
                    "gateway", Component.GATEWAY,
                    "order", Component.ORDER_SERVICE,
                    "inventory", Component.INVENTORY_SERVICE,
                    "payment", Component.PAYMENT_SERVICE,
                    "shipping", Component.SHIPPING_SERVICE,
                    "query", Component.QUERY_SERVICE,
                    "provider", Component.PAYMENT_PROVIDER);

    private static final List<String> WITH_DEAD_LETTERS =
            List.of("order", "inventory", "payment", "shipping", "query");

    private AccessTable() {}

    /// One row for each process that maps the call.
    static List<Row> rows() {
        return TEXT.lines().skip(1).flatMap(AccessTable::rows).toList();
    }

    /// The addresses of the API at the gateway, as patterns.
    public static List<String> addresses() {
        return rows(Component.GATEWAY).stream()
                .map(row -> row.route().path())
                .filter(path -> path.startsWith("/api/"))
                .distinct()
                .toList();
    }

    /// The calls that a process maps, as `METHOD /path`, in the order of the table.
    public static List<String> calls(Component process) {
        return rows(process).stream().map(row -> row.route().toString()).distinct().toList();
    }

    /// The rows of one process.
    static List<Row> rows(Component process) {
        return rows().stream().filter(row -> row.process() == process).toList();
    }

    private static Stream<Row> rows(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        AccessRoute route = AccessRoute.of(cells.getFirst());
        return Arrays.stream(cells.get(1).split(" +", -1))
                .flatMap(process -> routesAt(process, route).map(it -> row(process, it, cells)));
    }

    /// The gateway has a route of its own for the dead letters of each service; a service asks for
    /// its name in the path.
    private static Stream<AccessRoute> routesAt(String process, AccessRoute route) {
        return process.equals("gateway") && route.path().contains("{service}")
                ? WITH_DEAD_LETTERS.stream().map(it -> route.with("{service}", it))
                : Stream.of(route);
    }

    private static Row row(String process, AccessRoute route, List<String> cells) {
        Map<CallerKind, String> statuses = new EnumMap<>(CallerKind.class);
        Iterator<String> rest = cells.subList(2, cells.size()).iterator();
        for (CallerKind caller : CallerKind.values()) {
            statuses.put(caller, rest.next());
        }
        Component component = requireNonNull(PROCESSES.get(process), process);
        return new Row(component, process, route, statuses);
    }

    /// @param service what the process is called in addresses
    record Row(
            Component process,
            String service,
            AccessRoute route,
            Map<CallerKind, String> statuses) {

        boolean allows(int status, CallerKind caller) {
            return List.of(statusFor(caller).split("/", -1)).contains(Integer.toString(status));
        }

        String statusFor(CallerKind caller) {
            return requireNonNull(statuses.get(caller));
        }

        @Override
        public String toString() {
            return route + " at " + service;
        }
    }
}
