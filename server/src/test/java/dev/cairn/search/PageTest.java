package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void aPageThatIsNotTheLastHasATokenForTheNext() {
        assertThat(Page.of(10, 2, rows(3))).isEqualTo(new Page<>(List.of(0, 1), PageToken.of(12)));
    }

    @Test
    void theLastPageHasNoToken() {
        assertThat(Page.of(10, 2, rows(2))).isEqualTo(new Page<>(List.of(0, 1), null));
        assertThat(Page.of(10, 2, rows(0))).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void aSearchMayHaveTokensOfItsOwn() {
        assertThat(Page.of(10, 2, rows(3), offset -> "after " + offset).next()).isEqualTo("after 12");
    }

    private static IntFunction<List<Integer>> rows(int there) {
        return most -> IntStream.range(0, Math.min(there, most)).boxed().toList();
    }
}
