package dev.quadrille.gateway.limit;

import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;

/// Where a request comes from: the address at the other end of the connection, whatever the request
/// says of itself.
final class ClientAddress {

    private static final int LONG = 16;
    private static final int NETWORK = 8;

    private ClientAddress() {}

    static String of(ServletRequest request) {
        return of(request.getRemoteAddr());
    }

    /// An IPv4 address as it is; of an IPv6 address the first 64 bits, for whoever has one address
    /// of a network has all of them.
    static String of(String literal) {
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
