package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexFunctionTest {
    private final RegexFunction regex = new RegexFunction();

    @Test
    void aPatternIsSearchedAnywhereInTheText() {
        assertThat(regex.find("b+", "abbc")).isTrue();
        assertThat(regex.find("^b+", "abbc")).isFalse();
        assertThat(regex.find("(?i)ABB", "abbc")).isTrue();
        assertThat(regex.find("", "")).isTrue();
    }

    @Test
    void manyPatternsAreNotRememberedForever() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(regex.find("^" + i + "$", Integer.toString(i))).isTrue();
        }
    }

    @Test
    void anEvilPatternTakesLinearTime() {
        assertThat(regex.find("(a*)*(a|aa)+$b", "a".repeat(5_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a**", "(?=a)", "\\1", "a{2,1}", "a{1001}", "*"})
    void aPatternThatIsNoneIsA400(String pattern) {
        assertThatThrownBy(() -> regex.find(pattern, "a"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("regular expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(((a{100}){100}){100}){100}",
                "(\\Q[\\E(a{1000}){1000}){1000}",
                "([]a](b{1000}){1000}){1000}",
                "([^]a](b{1000}){1000}){1000}",
                "([[:alpha:]](b{1000}){1000}){1000}",
                "(\\[(b{1000}){1000}){1000}",
                "(x{,5}(b{500,}){1000}){1000}",
                "(a{1000}|b{1000}|c{1000})"
            })
    void aPatternThatWouldFillTheMemoryIsA400(String pattern) {
        assertThatThrownBy(() -> regex.find(pattern, "a"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("repeats too much");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "a{,5}",
                "\\Qa{1000}{1000}",
                "x{10,}",
                "[{}]{3}"
            })
    void ordinaryRepeatsAreFine(String pattern) {
        assertThat(RegexFunction.problem(pattern)).isEmpty();
    }

    @Test
    void aPatternIsShort() {
        assertThat(RegexFunction.problem("(".repeat(499) + "a" + ")".repeat(499)))
                .isEmpty();
        assertThat(RegexFunction.problem("a".repeat(1_001)))
                .hasValueSatisfying(it -> assertThat(it).contains("longer than"));
    }
}
