package dev.quadrille.gateway.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.quadrille.gateway.chaos.ChaosApi.FaultAtInstance;
import dev.quadrille.gateway.chaos.ChaosApi.FaultCatalog;
import dev.quadrille.gateway.chaos.ChaosApi.ListedFault;
import dev.quadrille.gateway.chaos.ChaosApi.ServiceFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Combines the fault lists of all instances into one list per service.
final class FaultListing {

    private FaultListing() {}

    static FaultCatalog of(List<InstanceReply> replies) {
        Map<ChaosTarget, List<InstanceReply>> byTarget =
                replies.stream()
                        .collect(groupingBy(InstanceReply::target, LinkedHashMap::new, toList()));
        return new FaultCatalog(
                byTarget.entrySet().stream()
                        .map(entry -> service(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static ServiceFaults service(ChaosTarget target, List<InstanceReply> replies) {
        Map<String, List<FaultReply>> byFault =
                replies.stream()
                        .filter(InstanceReply::isSuccess)
                        .flatMap(reply ->
                                reply.body()
                                        .path("faults")
                                        .valueStream()
                                        .map(it -> new FaultReply(reply.instance(), it)))
                        .collect(groupingBy(FaultReply::fault, LinkedHashMap::new, toList()));
        return new ServiceFaults(
                target.name(),
                byFault.values().stream().map(FaultListing::fault).toList(),
                replies.stream()
                        .filter(it -> !it.isSuccess())
                        .map(InstanceReply::instance)
                        .toList());
    }

    private static ListedFault fault(List<FaultReply> replies) {
        JsonNode first = replies.getFirst().state();
        return new ListedFault(
                first.path("fault").asString(),
                first.path("description").asString(),
                first.path("customerScope").asBoolean(),
                replies.stream()
                        .filter(it -> it.state().path("active").isObject())
                        .map(FaultReply::active)
                        .toList());
    }

    private record FaultReply(String instance, JsonNode state) {

        String fault() {
            return state.path("fault").asString();
        }

        FaultAtInstance active() {
            JsonNode active = state.path("active");
            return new FaultAtInstance(
                    instance,
                    active.path("probability").asDouble(),
                    active.path("delayMillis").asLong(),
                    active.path("customer").stringValueOpt().orElse(null),
                    active.path("secondsLeft").asLong());
        }
    }
}
