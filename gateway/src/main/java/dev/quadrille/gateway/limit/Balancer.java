package dev.quadrille.gateway.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// The load balancer before the gateways, if there is one: the only one that is believed when it
/// says for whom it speaks.
///
/// @param host its name, which may stand for other addresses later; blank if there is none
record Balancer(String host) {

    /// Whether a connection comes from it.
    boolean isAt(String address) {
        return !host.isBlank() && Arrays.asList(addresses()).contains(address);
    }

    /// As its name resolves now; Java remembers that for some seconds.
    private String[] addresses() {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toArray(String[]::new);
        } catch (UnknownHostException nowhere) {
            return new String[0];
        }
    }
}
