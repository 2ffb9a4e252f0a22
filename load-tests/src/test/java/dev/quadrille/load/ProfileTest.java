package dev.quadrille.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void climbsStepByStepAfterAWarmUp() {
        assertThat(Profile.stepped(100, 350, 100).phases())
                .containsExactly(
                        Phase.warmUp(100, 10),
                        Phase.measured(100, 20),
                        Phase.measured(200, 20),
                        Phase.measured(300, 20));
    }

    @Test
    void refusesStepsThatLeadNowhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.stepped(100, 50, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.stepped(100, 200, 0));
    }
}
