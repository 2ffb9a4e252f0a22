package dev.quadrille.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The settle times of a run, phase by phase. An order counts for the phase in which it was sent.
final class RunTimes {

    private final List<LoadPhase> phases;
    private final List<SettleTimes> times;
    private final StackCpu cpu;
    private final Map<Integer, SortedMap<String, Long>> readings = new ConcurrentHashMap<>();

    RunTimes(List<LoadPhase> phases, StackCpu cpu) {
        this.phases = phases;
        this.times = phases.stream().map(SettleTimes::new).toList();
        this.cpu = cpu;
    }

    /// The times of the phase that is on so long after the start.
    SettleTimes at(Duration sinceStart) {
        return times.get(phaseAt(sinceStart));
    }

    /// Notes that an order is sent; the first of a phase has the processor time read.
    void sendAt(Duration sinceStart) {
        readings.computeIfAbsent(phaseAt(sinceStart), _ -> cpu.millis());
    }

    private int phaseAt(Duration sinceStart) {
        Duration end = Duration.ZERO;
        for (int i = 0; i < phases.size(); i++) {
            end = end.plus(phases.get(i).duration());
            if (sinceStart.compareTo(end) < 0) {
                return i;
            }
        }
        return phases.size() - 1;
    }

    /// A line for each phase that is measured, and one for what its orders have cost.
    String report() {
        readings.put(phases.size(), cpu.millis());
        return IntStream.range(0, phases.size())
                .filter(i -> phases.get(i).measured())
                .mapToObj(this::lines)
                .collect(Collectors.joining("\n"));
    }

    private String lines(int phase) {
        SortedMap<String, Long> none = new TreeMap<>();
        String cost =
                CpuPerOrder.line(
                        readings.getOrDefault(phase, none),
                        readings.getOrDefault(phase + 1, none),
                        times.get(phase).settled());
        return times.get(phase).line() + (cost.isEmpty() ? "" : "\n" + cost);
    }
}
