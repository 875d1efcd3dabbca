package dev.cairn.serving;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The environment variables that the processes of a model get, with the secrets in them. It is in memory only.
///
/// @param hidden what is in no log and no message
record Environment(Map<String, String> variables, List<String> hidden) {
    /// No variables.
    static final Environment NONE = new Environment(Map.of(), List.of());

    private static final int SHORTEST = 4;
    private static final String INSTEAD = "[REDACTED]";

    Environment {
        variables = Map.copyOf(variables);
        hidden = hidden.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// A text of the model's, in which a secret may be that it was given.
    String redacted(String text) {
        String shown = text;
        for (String secret : hidden) {
            shown = shown.replace(secret, INSTEAD);
        }
        return shown;
    }

    Consumer<String> redacting(Consumer<String> lines) {
        return line -> lines.accept(redacted(line));
    }

    /// Without what nobody may read.
    @Override
    public String toString() {
        return "Environment" + variables.keySet();
    }
}
