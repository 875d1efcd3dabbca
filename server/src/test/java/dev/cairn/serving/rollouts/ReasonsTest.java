package dev.cairn.serving.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.protocol.serving.RolloutReason.Limit;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void aReasonIsReadAsItWasStoredAndToldWithTheShare() {
        for (Limit limit : Limit.values()) {
            RolloutReason reason = new RolloutReason(limit, 7L, 90L, 5.25, 1.0, 2.0);
            Reasons.Told told = Reasons.told(Reasons.stored(reason), 50);
            assertThat(told.reason()).isEqualTo(reason);
            assertThat(told.message()).contains(Reasons.sentence(reason));
        }
        assertThat(Reasons.told(Reasons.stored(RolloutReason.configuration(12)), 50)
                        .message())
                .isEqualTo("Configuration 12 was asked for.");
    }

    @Test
    void aSentenceOfBeforeThereWereReasonsStaysAsItIs() {
        assertThat(Reasons.told("At 50 %: it failed.", 50)).isEqualTo(new Reasons.Told("At 50 %: it failed.", null));
        assertThat(Reasons.told(null, 50)).isEqualTo(new Reasons.Told(null, null));
    }
}
