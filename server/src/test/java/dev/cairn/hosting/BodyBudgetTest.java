package dev.cairn.hosting;

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
                _ -> budget.within(half, _ -> {
                    assertThatThrownBy(() -> budget.within(half, _ -> done.add("third")))
                            .hasMessageContaining("Try again shortly");
                    done.add("second");
                }));
        budget.within(half, _ -> done.add("later"));
        assertThat(done).containsExactly("second", "later");
    }

    @Test
    void aBodyTakesMemoryUntilTheLastWhoUsesItIsDone() throws IOException {
        BodyBudget budget = new BodyBudget();
        long most = Runtime.getRuntime().maxMemory() / 4 - 4_096;
        List<BodyBudget.Body> scored = new ArrayList<>();
        budget.within(most, body -> {
            body.enter();
            scored.add(body);
        });
        assertThatThrownBy(() -> budget.within(most, _ -> {})).hasMessageContaining("Try again shortly");
        scored.getFirst().leave();
        budget.within(most, _ -> scored.clear());
        assertThat(scored).isEmpty();
    }

    @Test
    void aBodyThatTurnsOutToBeLongerTakesMoreAndGivesBackWhatItDoesNotNeed() throws IOException {
        BodyBudget budget = new BodyBudget();
        int most =
                Math.toIntExact(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4) - 8_192);
        List<String> done = new ArrayList<>();
        budget.within(1, body -> {
            body.reserve(most);
            assertThatThrownBy(() -> budget.within(most, _ -> done.add("beside")))
                    .hasMessageContaining("Try again shortly");
            assertThatThrownBy(() -> budget.within(1, other -> other.reserve(most)))
                    .hasMessageContaining("Try again shortly");
            body.has(1);
            budget.within(most - 8_192, _ -> done.add("after"));
        });
        budget.within(most, _ -> done.add("later"));
        assertThat(done).containsExactly("after", "later");
    }

    @Test
    void anAnswerTakesEvenMoreThanThereIsAndKeepsNewBodiesOutUntilItWasSent() throws IOException {
        BodyBudget budget = new BodyBudget();
        int most = Math.toIntExact(Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4));
        List<String> done = new ArrayList<>();
        budget.within(most / 2, body -> {
            body.answers(most);
            assertThatThrownBy(() -> budget.within(1, _ -> done.add("beside")))
                    .hasMessageContaining("Try again shortly");
        });
        budget.within(most / 2, _ -> done.add("later"));
        assertThat(done).containsExactly("later");
    }

    @Test
    void whereNothingIsLeftALongAnswerIsThrownAwayAndAShortOneIsNot() throws IOException {
        BodyBudget budget = new BodyBudget();
        int most = Math.toIntExact(Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 4));
        List<String> done = new ArrayList<>();
        budget.within(
                1,
                waiting -> budget.within(1, body -> {
                    body.answers(most);
                    waiting.answers(64 << 10);
                    done.add("short");
                    assertThatThrownBy(() -> waiting.answers(1 << 20)).hasMessageContaining("Try again shortly");
                }));
        budget.within(most / 2, _ -> done.add("later"));
        assertThat(done).containsExactly("short", "later");
    }
}
