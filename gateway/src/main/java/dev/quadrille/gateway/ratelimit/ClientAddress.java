package dev.quadrille.gateway.ratelimit;

import dev.quadrille.platform.connection.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;

/// Where a request comes from: the address at the other end of the connection, whatever the request
/// says of itself. Only the balancer is asked for whom it speaks.
public final class ClientAddress {

    private static final String SPEAKS_FOR = "X-Forwarded-For";

    private final TrustedProxy balancer;

    ClientAddress(TrustedProxy balancer) {
        this.balancer = balancer;
    }

    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return network(
                balancer.isAt(peer)
                        ? Optional.ofNullable(request.getHeader(SPEAKS_FOR)).orElse(peer)
                        : peer);
    }

    /// The name of the network of an address that is given as text.
    static String network(String literal) {
        try {
            return ClientNetwork.of(InetAddress.ofLiteral(literal.replaceFirst("%.*", "")));
        } catch (IllegalArgumentException none) {
            return "unknown";
        }
    }
}
