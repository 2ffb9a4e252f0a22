package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentInstanceTest {

    @TempDir Path home;

    @Test
    void isFoundByProcessName() {
        assertThat(ComponentInstance.named("order-service"))
                .contains(ComponentInstance.first(Component.ORDER_SERVICE));
        assertThat(ComponentInstance.named("order-service-2"))
                .contains(new ComponentInstance(Component.ORDER_SERVICE, 2));
        assertThat(List.of("order-service-1", "order-service-9", "kafka-2", "launcher"))
                .allMatch(name -> ComponentInstance.named(name).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"ORDER_SERVICE, 0", "ORDER_SERVICE, 9", "GATEWAY, 2", "PAYMENT_PROVIDER, 2"})
    void rejectsNumberOutOfRange(Component component, int number) {
        assertThatThrownBy(() -> new ComponentInstance(component, number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasItsOwnPorts() {
        Ports ports = Ports.offset(0);
        List<ComponentInstance> instances =
                Arrays.stream(Component.values())
                        .flatMap(component ->
                                IntStream.rangeClosed(1, component.canBeReplicated() ? 8 : 1)
                                        .mapToObj(it -> new ComponentInstance(component, it)))
                        .toList();

        // 44 processes, 42 of them with a management port, and the KRaft controller.
        Set<Integer> used = new HashSet<>(ports.all(instances).keySet());
        assertThat(used).hasSize(87);
        assertThat(Ports.offset(100).all().keySet()).doesNotContainAnyElementsOf(used);
        assertThat(ports.of(new ComponentInstance(Component.PAYMENT_SERVICE, 2))).isEqualTo(8093);
    }

    @Test
    void rejectsPortOfTheGateway() {
        StackLayout layout = new StackLayout(home, home, new Ports(0, 8093));

        assertThatThrownBy(() -> layout.replicatedAs(Map.of(Component.PAYMENT_SERVICE, 2)))
                .isInstanceOf(StackFailure.class)
                .hasMessage("QUADRILLE_PORT 8093 is a port of payment-service-2.");
    }

    @Test
    void isListedAfterTheFirstInstanceWhileItHasAPidFile() {
        StackLayout layout = new StackLayout(home, home, Ports.offset(0));
        RunDirectory run = new RunDirectory(layout.run());
        run.save(ProcessRecord.of("payment-service-2", ProcessHandle.current(), 0));

        assertThat(ComponentStatus.instances(layout))
                .hasSize(Component.values().length + 1)
                .containsSubsequence(
                        ComponentInstance.first(Component.PAYMENT_SERVICE),
                        new ComponentInstance(Component.PAYMENT_SERVICE, 2),
                        ComponentInstance.first(Component.SHIPPING_SERVICE));

        run.remove("payment-service-2");
        assertThat(ComponentStatus.instances(layout)).hasSize(Component.values().length);
    }

    @Test
    void stopsWithTheOtherInstancesOfAKilledLauncher() throws Exception {
        StackLayout layout = new StackLayout(home, home, Ports.offset(0));
        Process orphan = new ProcessBuilder("sleep", "60").start();
        new RunDirectory(layout.run())
                .save(ProcessRecord.of("payment-service-2", orphan.toHandle(), 0));

        new OrphanedProcesses(layout).terminate();

        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
}
