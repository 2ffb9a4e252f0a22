package dev.quadrille.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.connection.ConnectionRegistry.Admission;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final String OTHER_ADDRESS = "192.0.2.2";

    private final ConnectionRegistry registry = new ConnectionRegistry(3, 2);

    @Test
    void admitsConnectionsUpToTotal() {
        registry.add(open(ADDRESS).at(1));
        registry.add(open(OTHER_ADDRESS).at(2));

        assertThat(registry.admit(ADDRESS, false)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void evictsConnectionThatIsIdleLongest() {
        FakeConnection slow = registered(open(ADDRESS).at(1));
        FakeConnection longestIdle = registered(open(OTHER_ADDRESS).idle().at(2));
        FakeConnection recentlyIdle = registered(open(OTHER_ADDRESS).idle().at(3));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(longestIdle.aborted()).isTrue();
        assertThat(slow.aborted() || recentlyIdle.aborted()).isFalse();
        assertThat(registry.size()).isEqualTo(2);
    }

    @Test
    void evictsOldestRequestIfNoConnectionIsIdle() {
        FakeConnection later = registered(open(ADDRESS).at(2));
        FakeConnection oldest = registered(open(OTHER_ADDRESS).at(1));
        registered(open(OTHER_ADDRESS).processing().at(0));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(oldest.aborted()).isTrue();
        assertThat(later.aborted()).isFalse();
    }

    @Test
    void evictsUncheckedConnectionOnlyIfThereIsNoOther() {
        FakeConnection unchecked = registered(open(ADDRESS).unchecked().at(0));
        FakeConnection slow = registered(open(OTHER_ADDRESS).at(1));
        registered(open(OTHER_ADDRESS).processing().at(2));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(slow.aborted()).isTrue();
        registered(open("192.0.2.3").processing().at(3));
        assertThat(registry.admit("192.0.2.4", false)).isEqualTo(Admission.REPLACED);
        assertThat(unchecked.aborted()).isTrue();
    }

    @Test
    void refusesConnectionIfAllOthersAreProcessingRequests() {
        registered(open(ADDRESS).processing().at(1));
        registered(open(ADDRESS).processing().at(2));
        registered(open(OTHER_ADDRESS).processing().at(3));

        assertThat(registry.admit(OTHER_ADDRESS, false)).isEqualTo(Admission.REFUSED);
    }

    @Test
    void evictsConnectionOfSameAddressAtItsLimit() {
        FakeConnection own = registered(open(ADDRESS).at(2));
        registered(open(ADDRESS).processing().at(3));
        FakeConnection other = registered(open(OTHER_ADDRESS).idle().at(1));

        assertThat(registry.admit(ADDRESS, false)).isEqualTo(Admission.REPLACED);
        assertThat(own.aborted()).isTrue();
        assertThat(other.aborted()).isFalse();
    }

    @Test
    void refusesAddressWhoseConnectionsAreAllProcessing() {
        registered(open(ADDRESS).processing().at(1));
        registered(open(ADDRESS).processing().at(2));

        assertThat(registry.admit(ADDRESS, false)).isEqualTo(Admission.REFUSED);
        assertThat(registry.admit(OTHER_ADDRESS, false)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void appliesOnlyTotalLimitToExemptAddress() {
        registered(open(ADDRESS).processing().at(1));
        registered(open(ADDRESS).processing().at(2));

        assertThat(registry.admit(ADDRESS, true)).isEqualTo(Admission.ADMITTED);
        registered(open(ADDRESS).processing().at(3));
        assertThat(registry.admit(ADDRESS, true)).isEqualTo(Admission.REFUSED);
    }

    @Test
    void decrementsCountOncePerRemovedConnection() {
        FakeConnection first = registered(open(ADDRESS).processing().at(1));
        registered(open(ADDRESS).processing().at(2));

        registry.remove(first);
        registry.remove(first);

        assertThat(registry.admit(ADDRESS, false)).isEqualTo(Admission.ADMITTED);
        registered(open(ADDRESS).processing().at(3));
        assertThat(registry.admit(ADDRESS, false)).isEqualTo(Admission.REFUSED);
    }

    private FakeConnection registered(FakeConnection connection) {
        registry.add(connection);
        return connection;
    }

    private static FakeConnection open(String address) {
        return new FakeConnection(address);
    }
}
