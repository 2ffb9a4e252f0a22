package dev.quadrille.gateway.client;

import dev.quadrille.platform.connection.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;

/// Determines the client address of a request: the peer address of the connection.
/// `X-Forwarded-For` is honoured from the trusted proxy only, because other clients could forge it.
public final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxy trustedProxy;

    ClientAddress(TrustedProxy trustedProxy) {
        this.trustedProxy = trustedProxy;
    }

    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return network(
                trustedProxy.matches(peer)
                        ? Optional.ofNullable(request.getHeader(FORWARDED_FOR)).orElse(peer)
                        : peer);
    }

    /// The address itself for IPv4, the /64 network for IPv6, or `unknown` if the text is no
    /// address.
    static String network(String literal) {
        try {
            return ClientNetwork.of(InetAddress.ofLiteral(literal.replaceFirst("%.*", "")));
        } catch (IllegalArgumentException noAddress) {
            return "unknown";
        }
    }
}
