package dev.cairn.scoring.limits;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    @Test
    void itCountsFromTheFirstLook() {
        TimeLimit none = new TimeLimit(Duration.ZERO);
        assertThatCode(none::check).doesNotThrowAnyException();
        assertThatThrownBy(none::check)
                .isInstanceOf(OverdueException.class)
                .hasMessage("it took more than 0.0 seconds, and was ended.");
    }

    @Test
    void fewRowsNeverAskForTheTime() {
        TimeLimit none = new TimeLimit(Duration.ZERO);
        for (int row = 0; row < 127; row++) {
            none.checkAt(row);
        }
        assertThatThrownBy(() -> none.checkAt(127)).isInstanceOf(OverdueException.class);
    }

    @Test
    void aSingleRowNeverAsksForTheTime() {
        TimeLimit none = new TimeLimit(Duration.ZERO);
        none.checkBefore(1);
        none.checkBefore(1);
        none.checkBefore(2);
        assertThatThrownBy(() -> none.checkBefore(2)).isInstanceOf(OverdueException.class);
    }
}
