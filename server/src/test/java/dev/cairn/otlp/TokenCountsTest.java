package dev.cairn.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountsTest {
    private static @Nullable Long count(String text) {
        return TokenCounts.count(new AnyValue.Text(text));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "' 7 ', 7",
        "1e3, 1000",
        "12.00, 12",
        "-3, -3",
        "0e-99, 0",
        "9223372036854775807, 9223372036854775807"
    })
    void aTextIsTheWholeNumberThatItWrites(String text, long number) {
        assertThat(count(text)).isEqualTo(number);
    }

    /// Numbers of a billion digits, whose digits nobody must write out.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e700000000",
                "-1e700000000",
                "1e-700000000",
                "1e2147483647",
                "1e-2147483647",
                "9223372036854775808",
                "1.5"
            })
    @Timeout(60)
    void aTextThatIsNoCountIsNoneAtOnce(String text) {
        assertThat(count(text)).isNull();
        assertThat(TokenCounts.of("{\"input_tokens\": \"%s\"}".formatted(text))).isEqualTo(TokenCounts.NONE);
    }

    @Test
    void aSumThatIsTooLargeIsTheLargest() {
        TokenCounts large = new TokenCounts(Long.MAX_VALUE - 1, Long.MIN_VALUE, 1L, null, null);

        assertThat(large.plus(large)).isEqualTo(new TokenCounts(Long.MAX_VALUE, Long.MIN_VALUE, 2L, null, null));
    }
}
