package dev.quadrille.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.connection.ConnectionRegistry.Admission;
import org.junit.jupiter.api.Test;

class ConnectionRegistryTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final ConnectionRegistry registry = new ConnectionRegistry(3, 2);

    @Test
    void admitsConnectionsUpToTheTotal() {
        registry.add(open(HERE).at(1));
        registry.add(open(THERE).at(2));

        assertThat(registry.admit(HERE, false)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void replacesTheIdleConnectionThatHasWaitedLongest() {
        OpenConnection slow = registered(open(HERE).at(1));
        OpenConnection rested = registered(open(THERE).idle().at(2));
        OpenConnection justDone = registered(open(THERE).idle().at(3));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(rested.aborted()).isTrue();
        assertThat(slow.aborted() || justDone.aborted()).isFalse();
        assertThat(registry.size()).isEqualTo(2);
    }

    @Test
    void replacesTheSlowestRequestIfNoneIsIdle() {
        OpenConnection later = registered(open(HERE).at(2));
        OpenConnection slowest = registered(open(THERE).at(1));
        registered(open(THERE).working().at(0));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(slowest.aborted()).isTrue();
        assertThat(later.aborted()).isFalse();
    }

    @Test
    void replacesAConnectionThatIsNotLookedAtYetOnlyIfThereIsNoOther() {
        OpenConnection unseen = registered(open(HERE).unseen().at(0));
        OpenConnection slow = registered(open(THERE).at(1));
        registered(open(THERE).working().at(2));

        assertThat(registry.admit("192.0.2.3", false)).isEqualTo(Admission.REPLACED);
        assertThat(slow.aborted()).isTrue();
        registered(open("192.0.2.3").working().at(3));
        assertThat(registry.admit("192.0.2.4", false)).isEqualTo(Admission.REPLACED);
        assertThat(unseen.aborted()).isTrue();
    }

    @Test
    void refusesAConnectionIfTheServerWorksOnAllOthers() {
        registered(open(HERE).working().at(1));
        registered(open(HERE).working().at(2));
        registered(open(THERE).working().at(3));

        assertThat(registry.admit(THERE, false)).isEqualTo(Admission.REFUSED);
    }

    @Test
    void takesRoomForAnAddressFromThatAddress() {
        OpenConnection own = registered(open(HERE).at(2));
        registered(open(HERE).working().at(3));
        OpenConnection other = registered(open(THERE).idle().at(1));

        assertThat(registry.admit(HERE, false)).isEqualTo(Admission.REPLACED);
        assertThat(own.aborted()).isTrue();
        assertThat(other.aborted()).isFalse();
    }

    @Test
    void refusesAnAddressThatHasItsShareAtWork() {
        registered(open(HERE).working().at(1));
        registered(open(HERE).working().at(2));

        assertThat(registry.admit(HERE, false)).isEqualTo(Admission.REFUSED);
        assertThat(registry.admit(THERE, false)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void holdsAnExemptAddressToTheTotalOnly() {
        registered(open(HERE).working().at(1));
        registered(open(HERE).working().at(2));

        assertThat(registry.admit(HERE, true)).isEqualTo(Admission.ADMITTED);
        registered(open(HERE).working().at(3));
        assertThat(registry.admit(HERE, true)).isEqualTo(Admission.REFUSED);
    }

    @Test
    void givesTheShareBackWhenAConnectionEnds() {
        OpenConnection first = registered(open(HERE).working().at(1));
        registered(open(HERE).working().at(2));

        registry.remove(first);
        registry.remove(first);

        assertThat(registry.admit(HERE, false)).isEqualTo(Admission.ADMITTED);
        registered(open(HERE).working().at(3));
        assertThat(registry.admit(HERE, false)).isEqualTo(Admission.REFUSED);
    }

    private OpenConnection registered(OpenConnection connection) {
        registry.add(connection);
        return connection;
    }

    private static OpenConnection open(String address) {
        return new OpenConnection(address);
    }
}
