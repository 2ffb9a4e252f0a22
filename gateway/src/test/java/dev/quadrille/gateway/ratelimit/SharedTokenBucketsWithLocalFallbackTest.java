package dev.quadrille.gateway.ratelimit;

import static dev.quadrille.gateway.ratelimit.SampleRateLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SharedTokenBucketsWithLocalFallbackTest {

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UnreachableTokenBuckets elsewhere =
            new UnreachableTokenBuckets(
                    new LocalTokenBuckets(SampleRateLimits.twoPerSecond(), clock));
    private final SharedTokenBucketsWithLocalFallback one = gateway();
    private final SharedTokenBucketsWithLocalFallback other = gateway();

    private SharedTokenBucketsWithLocalFallback gateway() {
        return new SharedTokenBucketsWithLocalFallback(
                new LocalTokenBuckets(SampleRateLimits.twoPerSecond(), clock),
                elsewhere,
                Duration.ofMillis(10),
                meters);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void oneSeesWhatTheOtherHasTaken() {
        awaitLink();

        assertThat(granted(one, 2) + granted(other, 5)).isEqualTo(3);
        assertThat(granted(one, 5)).isZero();
    }

    @Test
    void takesATokenBackForBoth() {
        awaitLink();
        granted(one, 3);

        one.giveBack(ALICE);

        assertThat(granted(other, 5)).isEqualTo(1);
    }

    @Test
    void asksNobodyElseWhatItRefusesItself() {
        awaitLink();
        granted(one, 3);
        int before = elsewhere.questions();

        granted(one, 100);

        assertThat(elsewhere.questions()).isEqualTo(before);
    }

    @Test
    void holdsTheLimitAloneWhenTheOthersAreOutOfReach() {
        elsewhere.goAway();

        assertThat(granted(one, 5)).isEqualTo(3);
        assertThat(granted(other, 5)).isEqualTo(3);
    }

    @Test
    void goesOnAskingAfterALateAnswerAndGivesUpAfterThree() {
        awaitLink();
        elsewhere.goAway();
        int before = elsewhere.questions();

        granted(one, 2);
        assertThat(one.isLinked()).isTrue();
        granted(one, 1);
        assertThat(one.isLinked()).isFalse();
        clock.pass(Duration.ofMinutes(1));
        granted(one, 3);

        assertThat(elsewhere.questions() - before).isEqualTo(3);
    }

    @Test
    void forgetsLateAnswersAfterOneInTime() {
        awaitLink();
        for (int i = 0; i < 3; i++) {
            elsewhere.goAway();
            granted(one, 2);
            elsewhere.comeBack();
            clock.pass(Duration.ofMinutes(1));
            granted(one, 1);
        }

        assertThat(one.isLinked()).isTrue();
    }

    @Test
    void sharesAgainOnceThereIsAnAnswer() {
        awaitLink();
        elsewhere.goAway();
        granted(one, 3);
        assertThat(shared()).isZero();

        elsewhere.comeBack();
        awaitLink();
        clock.pass(Duration.ofMinutes(1));

        assertThat(granted(other, 2) + granted(one, 5)).isEqualTo(3);
    }

    @Test
    void saysOnceThatNobodyAnswersAndOnceThatSomebodyDoes(CapturedOutput output) {
        awaitLink();
        elsewhere.goAway();
        granted(one, 3);
        int trials = elsewhere.trials();
        await().until(() -> elsewhere.trials() > trials + 5);
        elsewhere.comeBack();
        awaitLink();

        assertThat(output.getAll().split("Valkey does not answer", -1)).hasSize(2);
        assertThat(output.getAll().split("rate limits are shared", -1)).hasSize(1 + 3);
    }

    /// The gauge is the first gateway's; the second is asked by what it does.
    private void awaitLink() {
        await().until(() -> shared() == 1);
        await().until(other::isLinked);
    }

    private double shared() {
        return meters.get("quadrille.gateway.limits.shared").gauge().value();
    }

    private static long granted(TokenBuckets buckets, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> buckets.draw(ALICE).granted()).count();
    }
}
