package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void bodiesTakeNoMoreThanAShareOfTheMemory() throws IOException {
        BodyBudget budget = new BodyBudget();
        long half = Runtime.getRuntime().maxMemory() / 8 - 2_048;
        List<String> done = new ArrayList<>();
        budget.within(
                half,
                () -> budget.within(half, () -> {
                    assertThatThrownBy(() -> budget.within(half, () -> done.add("third")))
                            .hasMessageContaining("Try again shortly");
                    done.add("second");
                }));
        budget.within(half, () -> done.add("later"));
        assertThat(done).containsExactly("second", "later");
    }
}
