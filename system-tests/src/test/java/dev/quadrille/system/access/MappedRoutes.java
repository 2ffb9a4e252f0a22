package dev.quadrille.system.access;

import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireRequest;
import dev.quadrille.system.wire.WireResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The routes of a running process: the handler mappings of its dispatcher servlet, read from the
/// actuator endpoint `mappings`. Only the processes of these tests expose it (see the pom).
final class MappedRoutes {

    private static final JsonMapper JSON = new JsonMapper();

    /// How Spring prints the predicates of a functional route: `([GET, HEAD] && /api/stock)`.
    private static final Pattern METHODS = Pattern.compile("\\(\\[?([A-Z, ]+)]? && (/[^ )]*)");

    /// How the gateway's starter prints its empty list of configured routes.
    private static final String NOTHING = "Never";

    private static final Pattern PATH = Pattern.compile("/[^ )]*");

    private MappedRoutes() {}

    /// The routes of the process with this management port.
    static Set<AccessRoute> of(int managementPort) {
        WireResponse response =
                WireConnection.send(managementPort, WireRequest.of("GET /actuator/mappings"));
        Set<AccessRoute> routes = new TreeSet<>();
        for (JsonNode context : JSON.readTree(response.body()).required("contexts")) {
            JsonNode servlets = context.required("mappings").path("dispatcherServlets");
            for (JsonNode mapping : servlets.path("dispatcherServlet")) {
                routes(mapping).forEach(routes::add);
            }
        }
        return routes;
    }

    private static Stream<AccessRoute> routes(JsonNode mapping) {
        JsonNode conditions = mapping.path("details").path("requestMappingConditions");
        return conditions.isObject()
                ? routes(texts(conditions.path("methods")), texts(conditions.path("patterns")))
                : functional(mapping.required("predicate").asString());
    }

    private static Stream<AccessRoute> functional(String predicate) {
        if (predicate.equals(NOTHING)) {
            return Stream.empty();
        }
        Matcher withMethods = METHODS.matcher(predicate);
        if (withMethods.find()) {
            return routes(
                    List.of(withMethods.group(1).split(", ?", -1)), List.of(withMethods.group(2)));
        }
        Matcher path = PATH.matcher(predicate);
        return Stream.of(new AccessRoute(AccessRoute.ANY, path.find() ? path.group() : predicate));
    }

    /// HEAD belongs to GET and is not counted as a route of its own.
    private static Stream<AccessRoute> routes(List<String> methods, List<String> paths) {
        List<String> counted =
                methods.isEmpty()
                        ? List.of(AccessRoute.ANY)
                        : methods.stream().filter(method -> !method.equals("HEAD")).toList();
        return paths.stream()
                .flatMap(path -> counted.stream().map(method -> new AccessRoute(method, path)));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
