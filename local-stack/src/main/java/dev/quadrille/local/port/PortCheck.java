package dev.quadrille.local.port;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Collectors;

/// Looks whether ports can be listened on, before a process fails at it in its own words.
public final class PortCheck {

    private PortCheck() {}

    /// Throws {@link StackFailure} with a line for each port that is taken.
    ///
    /// @param ports with the names of those who are to listen on them
    public static void requireFree(Map<Integer, String> ports) {
        String taken =
                ports.entrySet().stream()
                        .filter(port -> isTaken(port.getKey()))
                        .map(PortCheck::describe)
                        .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new StackFailure(
                    taken
                            + "\nStop what holds it, or move all ports, for example:"
                            + "\n  QUADRILLE_PORT_OFFSET=100 ./quadrille up");
        }
    }

    public static boolean isTaken(int port) {
        // Where a listener on all addresses does not exclude one on this address, it still answers.
        return connects("127.0.0.1", port) || connects("::1", port) || !binds(port);
    }

    private static String describe(Map.Entry<Integer, String> port) {
        return "Port %d (%s) is taken%s."
                .formatted(port.getKey(), port.getValue(), PortHolder.describe(port.getKey()));
    }

    private static boolean connects(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean binds(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
