package dev.quadrille.system.access;

import static java.util.Objects.requireNonNull;

import dev.quadrille.local.Component;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The expected status of every route of every process for each kind of caller.
///
/// A row consists of the call, the processes that map it, and the statuses: without a token, with
/// an invalid token (each of {@link Forgeries}), of another customer, of the customer who owns
/// order `{id}`, and of an operator. Two statuses mean that the result depends on the state of the
/// system. {@link SampleRequests} has the request for each route.
///
/// Decision record: `docs/decisions/0028-http-conformance.md`.
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
            GET    /api/audit                              | gateway query                                  | 401  | 401 | 403   | 403      | 200
            POST   /api/audit/repair                       | gateway query                                  | 401  | 401 | 403   | 403      | 200
            GET    /internal/audit/digest                  | order inventory payment shipping query         | 401  | 401 | 403   | 403      | 200
            GET    /internal/audit/orders                  | order inventory payment shipping query         | 401  | 401 | 403   | 403      | 200
            GET    /internal/audit/products                | order inventory payment shipping query         | 401  | 401 | 403   | 403      | 200
            GET    /internal/audit/backlog                 | order inventory payment shipping query         | 401  | 401 | 403   | 403      | 200
            GET    /internal/audit/stock                   | inventory                                      | 401  | 401 | 403   | 403      | 200
            PUT    /api/products/{sku}                     | gateway inventory                              | 401  | 401 | 403   | 403      | 200
            GET    /api/dead-letters                       | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 200
            POST   /api/dead-letters/{service}/{id}/replay | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 404
            DELETE /api/dead-letters/{service}/{id}        | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 404
            GET    /api/breakers                           | gateway                                        | 401  | 401 | 403   | 403      | 200
            GET    /api/chaos                              | gateway                                        | 401  | 401 | 403   | 403      | 200
            DELETE /api/chaos                              | gateway                                        | 401  | 401 | 403   | 403      | 200
            PUT    /api/chaos/{service}/{fault}            | gateway                                        | 401  | 401 | 403   | 403      | 200
            DELETE /api/chaos/{service}/{fault}            | gateway                                        | 401  | 401 | 403   | 403      | 200
            GET    /internal/chaos                         | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 200
            GET    /internal/chaos                         | provider                                       | 401  | 401 | 403   | 403      | 200
            DELETE /internal/chaos                         | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 204
            DELETE /internal/chaos                         | provider                                       | 401  | 401 | 403   | 403      | 204
            PUT    /internal/chaos/{fault}                 | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 200
            PUT    /internal/chaos/{fault}                 | provider                                       | 401  | 401 | 403   | 403      | 200
            DELETE /internal/chaos/{fault}                 | gateway order inventory payment shipping query | 401  | 401 | 403   | 403      | 204
            DELETE /internal/chaos/{fault}                 | provider                                       | 401  | 401 | 403   | 403      | 204
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

    /// Returns one row for each process that maps the call.
    static List<AccessRow> rows() {
        return TEXT.lines().skip(1).flatMap(AccessTable::rows).toList();
    }

    /// The path patterns of the API at the gateway.
    public static List<String> addresses() {
        return rows(Component.GATEWAY).stream()
                .map(row -> row.route().path())
                .filter(path -> path.startsWith("/api/"))
                .distinct()
                .toList();
    }

    /// The calls of a process, as `METHOD /path`, in table order.
    public static List<String> calls(Component process) {
        return rows(process).stream().map(row -> row.route().toString()).distinct().toList();
    }

    /// The rows of one process.
    static List<AccessRow> rows(Component process) {
        return rows().stream().filter(row -> row.process() == process).toList();
    }

    private static Stream<AccessRow> rows(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        AccessRoute route = AccessRoute.of(cells.getFirst());
        return Arrays.stream(cells.get(1).split(" +", -1))
                .flatMap(process -> routesAt(process, route).map(it -> row(process, it, cells)));
    }

    /// The gateway has one route for the dead letters of each service; a service has a path
    /// variable instead.
    private static Stream<AccessRoute> routesAt(String process, AccessRoute route) {
        return process.equals("gateway") && route.path().startsWith("/api/dead-letters/{service}")
                ? WITH_DEAD_LETTERS.stream().map(it -> route.with("{service}", it))
                : Stream.of(route);
    }

    private static AccessRow row(String process, AccessRoute route, List<String> cells) {
        Map<CallerKind, String> statuses = new EnumMap<>(CallerKind.class);
        Iterator<String> rest = cells.subList(2, cells.size()).iterator();
        for (CallerKind caller : CallerKind.values()) {
            statuses.put(caller, rest.next());
        }
        Component component = requireNonNull(PROCESSES.get(process), process);
        return new AccessRow(component, process, route, statuses);
    }

    /// @param service the name of the process in paths
    record AccessRow(
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
