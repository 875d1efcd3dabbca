package dev.cairn.config;

import java.util.Map;
import java.util.TreeMap;

/// Variables of the environment of `cairn serve` that are its model's: they begin with a word of their own, so that
/// Java, Cairn and the system do not take them for theirs.
public final class ModelVariables {
    public static final String PREFIX = "CAIRN_MODEL_ENV_";

    private ModelVariables() {}

    /// Those variables by the names that the model's processes know.
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                variables.put(name.substring(PREFIX.length()), value);
            }
        });
        return variables;
    }
}
