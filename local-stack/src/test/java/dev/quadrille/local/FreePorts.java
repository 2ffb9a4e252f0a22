package dev.quadrille.local;

import dev.quadrille.local.port.PortCheck;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Finds a random port offset at which all ports of a stack are free, so that parallel builds do
/// not collide.
final class FreePorts {

    private static final int MIN_OFFSET = 2_000;
    private static final int MAX_OFFSET = 13_000;

    private FreePorts() {}

    static Ports find() {
        int start = ThreadLocalRandom.current().nextInt(MIN_OFFSET, MAX_OFFSET);
        return IntStream.concat(
                        IntStream.range(start, MAX_OFFSET), IntStream.range(MIN_OFFSET, start))
                .mapToObj(Ports::offset)
                .filter(FreePorts::allFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean allFree(Ports ports) {
        return ports.all().keySet().stream().noneMatch(PortCheck::isInUse);
    }
}
