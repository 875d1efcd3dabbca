package dev.cairn.serving.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workers.ModelLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final String DOTS = ".".repeat(ModelLog.LONGEST);
    private final Environment environment = new Environment(Map.of(), List.of("a secret\nof two lines", "see"));

    @Test
    void aSecretIsNowhereInATextLineByLine() {
        assertThat(environment.redacted("a secret, of two lines; see a secret"))
                .isEqualTo("[REDACTED], [REDACTED]; see [REDACTED]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a secret", "a secre", "a se", "of two lin"})
    void theBeginningOfOneIsNotWhereALineWasCutOff(String beginning) {
        assertThat(environment.redacted(DOTS + beginning)).isEqualTo(DOTS + "[REDACTED]");
        assertThat(environment.redacted(DOTS + beginning + "\nx\n")).isEqualTo(DOTS + "[REDACTED]\nx\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a s", "a set", " secret", "of two lone"})
    void whatIsNoneStays(String end) {
        assertThat(environment.redacted(DOTS + end)).isEqualTo(DOTS + end);
    }

    @Test
    void aLineThatWasNotCutOffEndsAsItDoes() {
        assertThat(environment.redacted("it has a se")).isEqualTo("it has a se");
    }
}
