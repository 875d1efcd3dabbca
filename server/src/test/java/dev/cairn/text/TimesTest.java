package dev.cairn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "2024-05-01T12:00:00.250Z, 1714564800250",
        "2024-05-01T14:00:00.250+02:00, 1714564800250",
        "2024-05-01T12:00:00.250999999Z, 1714564800250",
        "1969-12-31T23:59:59.999Z, -1"
    })
    void aTimeIsReadInMilliseconds(String text, long millis) {
        assertThat(Times.millis("t", text)).isEqualTo(millis);
    }

    @Test
    void aTimeIsWrittenWithAsManyDecimalsAsItNeeds() {
        assertThat(Times.text(0)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(Times.text(1714564800250L)).isEqualTo("2024-05-01T12:00:00.250Z");
        assertThat(Times.text(Long.MAX_VALUE)).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(Times.text(Long.MIN_VALUE)).isEqualTo("0001-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "1.5s, 1500", "0.0009s, 0", "-0.25s, -250", "86400s, 86400000"})
    void aDurationIsReadInMilliseconds(String text, long millis) {
        assertThat(Times.durationMillis("d", text)).isEqualTo(millis);
    }

    @Test
    void aDurationIsWrittenInSeconds() {
        assertThat(Times.durationText(0)).isEqualTo("0s");
        assertThat(Times.durationText(1500)).isEqualTo("1.500s");
        assertThat(Times.durationText(2000)).isEqualTo("2s");
        assertThat(Times.durationText(-1)).isEqualTo("-0.001s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "1e9s", "1.s", "99999999999999s", "1.5 s", "NaNs"})
    void anythingElseIsNoDuration(String text) {
        assertThatThrownBy(() -> Times.durationMillis("d", text)).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "yesterday", "2024-05-01", "2024-05-01T12:00:00", "+999999999-01-01T00:00:00Z"})
    void anythingElseIsNoTime(String text) {
        assertThatThrownBy(() -> Times.millis("t", text)).isInstanceOf(ApiException.class);
    }
}
