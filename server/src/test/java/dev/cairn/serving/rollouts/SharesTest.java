package dev.cairn.serving.rollouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static Map<String, Integer> shares(int a, int b, int c) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put("a", a);
        shares.put("b", b);
        shares.put("c", c);
        return shares;
    }

    @Test
    void theOthersShareWhatIsLeftAsBefore() {
        assertThat(Shares.giving(shares(60, 40, 0), "c", 50)).isEqualTo(shares(30, 20, 50));
        assertThat(Shares.giving(shares(60, 40, 0), "c", 100)).isEqualTo(shares(0, 0, 100));
    }

    @Test
    void sharesAre100TogetherAlsoWhereTheyAreNoWholeNumbers() {
        for (int percentage = 6; percentage <= 100; percentage++) {
            Map<String, Integer> after = Shares.giving(shares(62, 33, 5), "c", percentage);
            assertThat(after.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(100);
            assertThat(after.values()).allMatch(share -> share >= 0);
            assertThat(after).containsEntry("c", percentage);
        }
    }
}
