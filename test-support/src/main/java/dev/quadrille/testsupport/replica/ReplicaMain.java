package dev.quadrille.testsupport.replica;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.testsupport.parcel.LoadHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Main class of a {@link ReplicaProcess}. `--halt-at=POINT` ends the process at that point like
/// `kill -9`. `--wait-at=POINT` prints a line and waits there, the first time, until a line is read
/// from standard input. A point is a {@link FaultPoint} or `AFTER_LOAD`.
final class ReplicaMain {

    private static volatile boolean waited;

    private ReplicaMain() {}

    static void main(String[] arguments) {
        Optional<String> haltAt = option(arguments, "--halt-at=");
        Optional<String> waitAt = option(arguments, "--wait-at=");
        FaultPoints faults = point -> pass(point.name(), haltAt, waitAt);
        LoadHook afterLoad = _ -> pass("AFTER_LOAD", haltAt, waitAt);
        Replica replica = Replica.parcels().faultsAt(faults).afterLoad(afterLoad).start(arguments);
        System.out.println("started");
        Thread.ofPlatform().start(() -> report(replica));
    }

    private static void pass(String point, Optional<String> haltAt, Optional<String> waitAt) {
        if (haltAt.filter(point::equals).isPresent()) {
            Runtime.getRuntime().halt(137);
        }
        if (waitAt.filter(point::equals).isPresent() && !waited) {
            waited = true;
            System.out.println("waits at " + point);
            awaitLine();
        }
    }

    private static void awaitLine() {
        try {
            while (System.in.read() != '\n') {
                // Waits for the end of the line.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Prints changes of the lease, and rows that a successor has published too.
    private static void report(Replica replica) {
        double fenced = 0;
        Optional<Long> epoch = Optional.empty();
        while (true) {
            Optional<Long> current = replica.bean(Lease.class).epoch();
            if (!current.equals(epoch)) {
                epoch.ifPresent(it -> System.out.println("lost epoch " + it));
                current.ifPresent(it -> System.out.println("holds epoch " + it));
            }
            epoch = current;
            double total = replica.meter("quadrille.relay.fenced");
            if (total > fenced) {
                System.out.println("fenced " + (long) total);
            }
            fenced = total;
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static Optional<String> option(String[] arguments, String name) {
        return Arrays.stream(arguments)
                .filter(it -> it.startsWith(name))
                .map(it -> it.substring(name.length()))
                .findFirst();
    }
}
