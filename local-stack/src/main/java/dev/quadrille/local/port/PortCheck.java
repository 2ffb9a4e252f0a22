package dev.quadrille.local.port;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks that ports are free before processes are started, for an error message that names the
/// process that listens on the port.
public final class PortCheck {

    private PortCheck() {}

    /// Throws {@link StackFailure} with one line for each port that is in use.
    ///
    /// @param ports each with the name of the component that needs it
    public static void requireFree(Map<Integer, String> ports) {
        String inUse =
                ports.entrySet().stream()
                        .filter(port -> isInUse(port.getKey()))
                        .map(PortCheck::describe)
                        .collect(Collectors.joining("\n"));
        if (!inUse.isEmpty()) {
            throw new StackFailure(
                    inUse
                            + "\nStop that process, or use other ports, for example:"
                            + "\n  QUADRILLE_PORT_OFFSET=100 ./quadrille up");
        }
    }

    public static boolean isInUse(int port) {
        // On some systems a bind to 127.0.0.1 succeeds although another process listens on all
        // addresses. Such a port accepts connections.
        return accepts("127.0.0.1", port) || accepts("::1", port) || !canBind(port);
    }

    private static String describe(Map.Entry<Integer, String> port) {
        return "Port %d (%s) is in use%s."
                .formatted(port.getKey(), port.getValue(), PortHolder.describe(port.getKey()));
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
