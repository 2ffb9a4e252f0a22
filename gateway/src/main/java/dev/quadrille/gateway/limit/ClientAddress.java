package dev.quadrille.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/// Where a request comes from: the address at the other end of the connection, whatever the request
/// says of itself. Only the balancer is asked for whom it speaks.
final class ClientAddress {

    private static final String SPEAKS_FOR = "X-Forwarded-For";
    private static final int LONG = 16;
    private static final int NETWORK = 8;

    private final Balancer balancer;

    ClientAddress(Balancer balancer) {
        this.balancer = balancer;
    }

    String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return network(
                balancer.isAt(peer)
                        ? Optional.ofNullable(request.getHeader(SPEAKS_FOR)).orElse(peer)
                        : peer);
    }

    /// An IPv4 address as it is; of an IPv6 address the first 64 bits, for whoever has one address
    /// of a network has all of them.
    static String network(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal.replaceFirst("%.*", ""));
            byte[] bytes = address.getAddress();
            return bytes.length == LONG
                    ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, NETWORK) + "/64"
                    : address.getHostAddress();
        } catch (IllegalArgumentException none) {
            return "unknown";
        }
    }
}
