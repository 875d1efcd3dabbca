package dev.cairn.serving.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.serving.RolloutLimits;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final int TOO_MANY = 429;

    private final Judge usual = new Judge(RolloutLimits.DEFAULT, 100);

    /// So many requests that ended in one way, each of which took so many milliseconds.
    private static Sums of(int requests, int status, double millis) {
        Spread spread = new Spread();
        for (int i = 0; i < requests; i++) {
            spread.add(status, (long) (millis * 1e6));
        }
        return spread.sums();
    }

    @Test
    void whatDoesAsTheOthersDoHoldsAllLimits() {
        Sums fine = of(500, OK, 10).plus(of(5, REFUSED, 10)).plus(of(5, FAILED, 10));
        assertThat(usual.broken(fine, fine)).isEmpty();
        assertThat(usual.hasSeenEnough(fine)).isTrue();
    }

    @Test
    void failuresAreTooManyAsSoonAsNothingCanMendIt() {
        assertThat(usual.broken(of(5, FAILED, 1), Sums.NONE)).isEmpty();
        assertThat(usual.broken(of(6, FAILED, 1), Sums.NONE).map(Reasons::sentence))
                .contains("6 of 6 requests failed, which is more than 5 %.");
        assertThat(usual.broken(of(6, TOO_MANY, 1).plus(of(200, OK, 1)), Sums.NONE))
                .isEmpty();
    }

    @Test
    void whatRefusesRequestsThatOthersTakeIsBroken() {
        Sums others = of(96, OK, 1).plus(of(4, REFUSED, 1));
        assertThat(usual.broken(of(3, REFUSED, 1), others)).isEmpty();
        assertThat(usual.broken(of(7, REFUSED, 1), others)
                        .map(Reasons::sentence)
                        .orElseThrow())
                .contains("4 % of those to the others");
        assertThat(usual.broken(of(50, REFUSED, 1), of(99, OK, 1)))
                .as("too few to compare with")
                .isEmpty();
    }

    @Test
    void latencyIsHeldAgainstTheOthersAndAgainstANumber() {
        Sums others = of(200, OK, 20);
        assertThat(usual.broken(of(100, OK, 35), others)).isEmpty();
        assertThat(usual.broken(of(100, OK, 60), others).map(Reasons::sentence).orElseThrow())
                .contains("2 times that is allowed");
        assertThat(usual.broken(of(11, OK, 60), others))
                .as("11 of 100 at least")
                .isPresent();
        assertThat(usual.broken(of(10, OK, 60), others))
                .as("which chance explains")
                .isEmpty();
        Judge strict = new Judge(new RolloutLimits(null, null, null, 50.0, null, null), 10);
        assertThat(strict.broken(of(100, OK, 49), Sums.NONE)).isEmpty();
        assertThat(strict.broken(of(99, OK, 49).plus(of(2, OK, 80)), Sums.NONE)
                        .map(Reasons::sentence)
                        .orElseThrow())
                .contains("longer than 50 ms, which at most 1 % may");
    }

    @Test
    void fractionsOfAMillisecondAreNotCompared() {
        assertThat(usual.broken(of(100, OK, 4), of(200, OK, 0.2))).isEmpty();
        assertThat(usual.broken(of(100, OK, 6), of(200, OK, 0.2))).isPresent();
    }

    @Test
    void sumsAreReadAsTheyWereWritten() {
        Sums sums = of(3, OK, 0.01).plus(of(2, FAILED, 7)).plus(of(1, REFUSED, 1e9));
        assertThat(Sums.parse(sums.text())).isEqualTo(sums);
        assertThat(sums.requests()).isEqualTo(6);
        assertThat(sums.within(0.8)).isBetween(7.0, 7.0 * 1.1);
    }
}
