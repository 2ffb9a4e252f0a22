package dev.quadrille.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks the invariants in 100,000 schedules. `-Dquadrille.schedules=1000000` runs a million;
/// `-Dquadrille.seed=...` sets another first seed.
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("quadrille.schedules", 100_000);
    private static final long SEED = Long.getLong("quadrille.seed", 1);
    private static final int MAX_SCHEDULES_PER_MUTANT = 500_000;

    @Test
    void invariantsHoldInEverySchedule() {
        new Simulation(new Rules())
                .firstFailure(SEED, SCHEDULES)
                .ifPresent(failure -> fail("seed %d: %s", failure.seed(), failure.trace()));
    }

    @ParameterizedTest
    @EnumSource
    void detectsEveryMutant(Mutant mutant) {
        Optional<Simulation.Failure> failure =
                new Simulation(mutant.rules()).firstFailure(SEED, MAX_SCHEDULES_PER_MUTANT);

        assertThat(failure).as(mutant + " survives").isPresent();
        System.out.printf("%-40s found after %d schedules%n", mutant, failure.get().seeds());
    }
}
