package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelVariablesTest {
    @Test
    void aModelGetsItsOwnVariablesAndNoneOfTheProgramThatServesIt() {
        assertThat(ModelVariables.of(Map.of(
                        "CAIRN_MODEL_ENV_KEY", "its own",
                        "CAIRN_MODEL_ENV_JAVA_TOOL_OPTIONS", "-javaagent:no",
                        "CAIRN_MODEL_ENV_", "",
                        "JAVA_TOOL_OPTIONS", "-Xmx1g",
                        "MLFLOW_TRACKING_TOKEN", "of the program")))
                .containsOnly(Map.entry("KEY", "its own"), Map.entry("JAVA_TOOL_OPTIONS", "-javaagent:no"));
    }
}
