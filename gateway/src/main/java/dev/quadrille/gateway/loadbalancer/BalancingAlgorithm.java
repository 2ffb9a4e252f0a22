package dev.quadrille.gateway.loadbalancer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// How a load balancer chooses among the instances that may receive a call.
enum BalancingAlgorithm {
    /// The instance with the fewest calls in progress, in rotation among equals. A slow instance
    /// receives fewer calls.
    LEAST_OUTSTANDING {
        @Override
        ServiceInstance choose(List<ServiceInstance> candidates) {
            return candidates.stream()
                    .min(Comparator.comparingInt(ServiceInstance::outstanding))
                    .orElseThrow();
        }
    },
    /// Each instance in turn.
    ROUND_ROBIN {
        @Override
        ServiceInstance choose(List<ServiceInstance> candidates) {
            return candidates.getFirst();
        }
    };

    /// Chooses from candidates that are rotated by one from call to call; the first wins a tie.
    abstract ServiceInstance choose(List<ServiceInstance> candidates);

    /// @param turn the number of choices before this one
    ServiceInstance choose(List<ServiceInstance> candidates, int turn) {
        List<ServiceInstance> rotated = new ArrayList<>(candidates);
        Collections.rotate(rotated, -Math.floorMod(turn, candidates.size()));
        return choose(rotated);
    }
}
