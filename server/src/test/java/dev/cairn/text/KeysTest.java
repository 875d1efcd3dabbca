package dev.cairn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a.b", "a b", "a:b", "a-b_c", "ä/測試", ".a", "a..b", "a/..b", "_", "0"})
    void aKeyIsAPathOfWords(String key) {
        assertThatNoException().isThrownBy(() -> Keys.check("key", key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?", "a,b", "a\\b", "a\nb", "a\"b", "🙂", "a#b", "a\0b"})
    void aKeyHasNoOtherCharacters(String key) {
        assertInvalid(() -> Keys.check("tags[2].key", key))
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
        assertInvalid(() -> Keys.check("key", key)).endsWith("This name would resolve to '%s'".formatted(resolved));
    }

    private static AbstractStringAssert<?> assertInvalid(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ApiException.class);
        ApiException refusal = (ApiException) thrown;
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
        return assertThat(refusal.getMessage());
    }
}
