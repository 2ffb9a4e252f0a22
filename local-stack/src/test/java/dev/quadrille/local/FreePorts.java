package dev.quadrille.local;

import dev.quadrille.local.port.PortCheck;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Finds an offset at which nobody listens on any port of a stack.
final class FreePorts {

    private static final int FIRST = 2_000;
    private static final int LAST = 13_000;

    private FreePorts() {}

    static Ports find() {
        int start = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        return IntStream.concat(IntStream.range(start, LAST), IntStream.range(FIRST, start))
                .mapToObj(Ports::offset)
                .filter(FreePorts::areFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean areFree(Ports ports) {
        return ports.all().keySet().stream().noneMatch(PortCheck::isTaken);
    }
}
