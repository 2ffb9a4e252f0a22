package dev.quadrille.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The settle times of a run, phase by phase. An order counts for the phase in which it was sent.
final class RunTimes {

    private final List<Phase> phases;
    private final List<SettleTimes> times;

    RunTimes(List<Phase> phases) {
        this.phases = phases;
        this.times = phases.stream().map(SettleTimes::new).toList();
    }

    /// The times of the phase that is on so long after the start.
    SettleTimes at(Duration sinceStart) {
        Duration end = Duration.ZERO;
        for (int i = 0; i < phases.size(); i++) {
            end = end.plus(phases.get(i).duration());
            if (sinceStart.compareTo(end) < 0) {
                return times.get(i);
            }
        }
        return times.getLast();
    }

    /// A line for each phase that is measured.
    String report() {
        return IntStream.range(0, phases.size())
                .filter(i -> phases.get(i).measured())
                .mapToObj(i -> times.get(i).line())
                .collect(Collectors.joining("\n"));
    }
}
