package dev.cairn.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
    @Test
    void aTokenIsWhatTheReferenceWrites() {
        assertThat(PageToken.of(2)).isEqualTo("eyJvZmZzZXQiOiAyfQ==");
        assertThat(PageToken.offset("eyJvZmZzZXQiOiAyfQ==")).isEqualTo(2);
        assertThat(PageToken.offset(PageToken.of(123_456_789_012L))).isEqualTo(123_456_789_012L);
    }

    @Test
    void noTokenIsTheFirstPage() {
        assertThat(PageToken.offset(null)).isZero();
        assertThat(PageToken.offset("")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "!!!!", "eyJvZmZzZXQiOiAyfQ", "eyJvZmZz ZXQiOiAyfQ==", "====", "漢字漢字"})
    void aTokenIsBase64(String token) {
        assertThatThrownBy(() -> PageToken.offset(token))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid page token, could not base64-decode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "[]",
                "2",
                "null",
                "{\"offset\": 0}",
                "{\"offset\": -2}",
                "{\"offset\": 2.5}",
                "{\"offset\": \"2\"}",
                "{\"offset\": null}",
                "{\"offset\": 99999999999999999999}",
                "{\"offset\": 2} x"
            })
    void aTokenHoldsAPositiveOffset(String json) {
        assertThatThrownBy(() -> PageToken.offset(Base64.getEncoder().encodeToString(json.getBytes(UTF_8))))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("Invalid page token, decoded value is not");
    }

    @Test
    void aHugeTokenIsNotDecoded() {
        assertThatThrownBy(() -> PageToken.offset("A".repeat(4_000_000))).isInstanceOf(ApiException.class);
    }
}
