package dev.quadrille.gateway.chaos;

import dev.quadrille.gateway.upstream.TargetAddress;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// One process whose faults can be set.
///
/// @param name its host and port; with the address in place of a host name that several processes
///   share
/// @param url its base URL, with the host name, for which its certificate is valid
/// @param address empty if the host name cannot be resolved
record ChaosInstance(String name, URI url, Optional<TargetAddress> address) {

    /// Makes calls to the base URL within the task go to this process.
    <T> T call(ScopedValue.CallableOp<? extends T, RuntimeException> task) throws IOException {
        return address.orElseThrow(() -> new UnknownHostException(url.getHost())).call(task);
    }
}
