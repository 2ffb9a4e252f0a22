package dev.quadrille.system.input;

import dev.quadrille.system.wire.WireRequest;
import java.util.List;

/// A hostile request.
///
/// @param statuses the expected statuses
record HostileRequest(String name, WireRequest request, List<Integer> statuses) {

    static HostileRequest of(String name, WireRequest request, Integer... statuses) {
        String shown = name.length() <= 120 ? name : name.substring(0, 120) + "…";
        return new HostileRequest(shown, request, List.of(statuses));
    }
}
