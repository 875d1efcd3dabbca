package dev.cairn.tracking;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a.b", "a b", "a:b", "a-b_c", "ä/測試", ".a", "a..b", "a/..b", "_", "0"})
    void aKeyIsAPathOfWords(String key) {
        assertThatNoException().isThrownBy(() -> Limits.key("key", key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?", "a,b", "a\\b", "a\nb", "a\"b", "🙂", "a#b", "a\0b"})
    void aKeyHasNoOtherCharacters(String key) {
        assertInvalid(() -> Limits.key("tags[2].key", key))
                .startsWith("Invalid value \"")
                .contains("for parameter 'tags[2].key' supplied: Names may only contain");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a",
        "a/, a",
        "a//b, a/b",
        "./a, a",
        "a/./b, a/b",
        "., .",
        ".., ..",
        "../a, ../a",
        "a/.., .",
        "a/../b, b",
        "..a, ..a",
        "//a, /a",
        "/../a, /a",
        "'', ."
    })
    void aKeyIsItsOwnPath(String key, String resolved) {
        assertInvalid(() -> Limits.key("key", key)).endsWith("This name would resolve to '%s'".formatted(resolved));
    }

    @Test
    void lengthsAreCountedInCharactersAsPeopleTypeThem() {
        String smiles = "🙂".repeat(10);
        assertThatNoException().isThrownBy(() -> Limits.length("x", 10, smiles));
        assertInvalid(() -> Limits.length("x", 9, smiles)).isEqualTo("'x' exceeds the maximum length of 9 characters");
        assertThat(Limits.truncated(9, smiles)).isEqualTo("🙂".repeat(9));
        assertThat(Limits.truncated(10, smiles)).isSameAs(smiles);
    }
}
