package dev.quadrille.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LoadProfileTest {

    @Test
    void increasesInStepsAfterWarmUp() {
        assertThat(LoadProfile.stepped(100, 350, 100).phases())
                .containsExactly(
                        LoadPhase.warmUp(100, 10),
                        LoadPhase.measured(100, 20),
                        LoadPhase.measured(200, 20),
                        LoadPhase.measured(300, 20));
    }

    @Test
    void spikesToTenTimesTheRate() {
        assertThat(LoadProfile.spike(20).phases())
                .containsExactly(
                        LoadPhase.warmUp(20, 10),
                        LoadPhase.measured(20, 30),
                        LoadPhase.measured(200, 10),
                        LoadPhase.measured(20, 60));
    }

    @Test
    void overloadsWithTwiceTheCapacityForTwoMinutes() {
        assertThat(LoadProfile.overload(100).phases())
                .containsExactly(
                        LoadPhase.warmUp(100, 10),
                        LoadPhase.measured(100, 30),
                        LoadPhase.measured(200, 120),
                        LoadPhase.measured(50, 60));
    }

    @Test
    void rejectsStepsThatDoNotIncrease() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoadProfile.stepped(100, 50, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> LoadProfile.stepped(100, 200, 0));
    }
}
