package dev.quadrille.gateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.gateway.loadbalancer.ServiceAddresses;
import dev.quadrille.gateway.upstream.Upstream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceInstancesTest {

    private final Map<String, String[]> names =
            Map.of(
                    "services", new String[] {"10.0.0.3", "10.0.0.4", "fd00::5"},
                    "provider", new String[] {"10.0.0.9"},
                    "localhost", new String[] {"127.0.0.1", "::1"});

    @Test
    void findsOneInstancePerAddress() {
        List<ChaosInstance> found = instances(null).of(ChaosTarget.named("order").orElseThrow());

        assertThat(found)
                .extracting(ChaosInstance::name)
                .containsExactly("10.0.0.3:8081", "10.0.0.4:8081", "[fd00:0:0:0:0:0:0:5]:8081");
        assertThat(found)
                .extracting(it -> it.address().orElseThrow().address().getHostAddress())
                .containsExactly("10.0.0.3", "10.0.0.4", "fd00:0:0:0:0:0:0:5");
        assertThat(found)
                .extracting(ChaosInstance::url)
                .as("the host name, for which the certificates are valid")
                .containsOnly(URI.create("http://services:8081"));
    }

    @Test
    void keepsTheNameOfASingleInstance() {
        assertThat(instances(null).of(ChaosTarget.PAYMENT_PROVIDER))
                .extracting(ChaosInstance::name)
                .containsExactly("provider:8090");
    }

    @Test
    void takesTheAddressesOfTheLoopbackInterfaceForOneProcess() {
        assertThat(instances(URI.create("http://localhost:8080")).of(ChaosTarget.GATEWAY))
                .extracting(ChaosInstance::name)
                .containsExactly("localhost:8080");
    }

    @Test
    void hasNoAddressOfTheOnlyGateway() {
        assertThat(instances(null).of(ChaosTarget.GATEWAY)).isEmpty();
    }

    @Test
    void failsCallsToANameThatDoesNotResolve() {
        ChaosInstance gone =
                instances(URI.create("http://gone:8080")).of(ChaosTarget.GATEWAY).getFirst();

        assertThat(gone.name()).isEqualTo("gone:8080");
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> gone.call(() -> "sent"))
                .withMessage("gone");
    }

    private ServiceInstances instances(@Nullable URI gateway) {
        ServiceAddresses services =
                new ServiceAddresses(
                        Arrays.stream(Upstream.values())
                                .collect(
                                        Collectors.toMap(
                                                Function.identity(),
                                                _ -> List.of(URI.create("http://services:8081")))));
        ChaosAddresses others = new ChaosAddresses(URI.create("http://provider:8090"), gateway);
        return new ServiceInstances(services, others, new TableResolver());
    }

    private final class TableResolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            String[] addresses = names.get(host);
            if (addresses == null) {
                throw new UnknownHostException(host);
            }
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
