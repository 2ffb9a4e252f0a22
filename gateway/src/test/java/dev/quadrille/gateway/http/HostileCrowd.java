package dev.quadrille.gateway.http;

import dev.quadrille.gateway.http.HostileConnection.Attack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Many hostile connections at the same time, driven by one thread. The attacks alternate.
final class HostileCrowd implements AutoCloseable {

    /// The connections of one step without a pause.
    private static final int BURST = 10;

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final List<HostileConnection> connections;
    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread = new Thread(this::attack, "hostile-clients");
    private volatile boolean ended;

    private HostileCrowd(List<HostileConnection> connections) {
        this.connections = connections;
    }

    /// Opens all connections, then continues with a step of each in turn.
    static HostileCrowd start(int port, int size, List<Attack> attacks) {
        HostileCrowd crowd =
                new HostileCrowd(
                        IntStream.range(0, size)
                                .mapToObj(i ->
                                        new HostileConnection(
                                                port, attacks.get(i % attacks.size())))
                                .toList());
        crowd.connections.forEach(HostileConnection::step);
        crowd.thread.start();
        return crowd;
    }

    /// How often each connection has made a step since all were opened.
    int rounds() {
        return rounds.get();
    }

    private void attack() {
        try {
            while (!ended) {
                for (int i = 0; i < connections.size() && !ended; i++) {
                    connections.get(i).step();
                    if (i % BURST == 0) {
                        Thread.sleep(PAUSE);
                    }
                }
                rounds.incrementAndGet();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(HostileConnection::close);
    }
}
