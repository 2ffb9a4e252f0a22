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
    void rejectsStepsThatDoNotIncrease() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoadProfile.stepped(100, 50, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> LoadProfile.stepped(100, 200, 0));
    }
}
