package dev.quadrille.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The measurements of a run by phase. An order counts for the phase in which it was sent.
final class RunMeasurements {

    private final List<LoadPhase> phases;
    private final List<SettleTimes> times;
    private final StackCpu cpu;
    private final Map<Integer, SortedMap<String, Long>> readings = new ConcurrentHashMap<>();

    RunMeasurements(List<LoadPhase> phases, StackCpu cpu) {
        this.phases = phases;
        this.times = phases.stream().map(SettleTimes::new).toList();
        this.cpu = cpu;
    }

    /// The settle times of the phase at this time after the start.
    SettleTimes at(Duration sinceStart) {
        return times.get(phaseAt(sinceStart));
    }

    /// Records that an order is sent. The first order of a phase reads the CPU time.
    void recordSend(Duration sinceStart) {
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

    /// A line for each measured phase, followed by the CPU time per order if it is known.
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
