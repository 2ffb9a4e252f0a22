package dev.quadrille.system.input;

import dev.quadrille.system.wire.Request;
import java.util.List;

/// A request that is not meant well.
///
/// @param statuses with which it may be answered
record Hostile(String name, Request request, List<Integer> statuses) {

    static Hostile of(String name, Request request, Integer... statuses) {
        String shown = name.length() <= 120 ? name : name.substring(0, 120) + "…";
        return new Hostile(shown, request, List.of(statuses));
    }
}
