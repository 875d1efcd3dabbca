package dev.cairn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({"30d,P30D", "12h,PT12H", "90m,PT90M", "45s,PT45S", "1d12h,PT36H", "1d2h3m4s,PT26H3M4S", "007d,P7D"})
    void anAgeHasUnitsFromTheLargestToTheSmallest(String text, Duration age) {
        assertThat(Ages.parse(text)).contains(age);
    }

    @ParameterizedTest
    @CsvSource({"P30D,30d", "PT12H,12h", "PT90M,1h30m", "PT45S,45s", "PT26H3M4S,1d2h3m4s", "PT0.5S,0s"})
    void anAgeIsWrittenAsItIsRead(Duration age, String text) {
        assertThat(Ages.text(age)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "d", "0d", "-1d", "1h1d", "1d 1h", "1w", "1.5d", "9999999d"})
    void anythingElseIsNone(String text) {
        assertThat(Ages.parse(text)).isEmpty();
    }

    @Test
    void aSettingThatIsNoneIsRefusedInASentence() {
        assertThatThrownBy(() -> Ages.setting("--trash-retention", "soon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--trash-retention takes an age such as 30d, 12h or 90m, not 'soon'.");
    }
}
