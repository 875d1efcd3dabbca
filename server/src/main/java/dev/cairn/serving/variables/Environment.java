package dev.cairn.serving.variables;

import dev.cairn.workers.ModelLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The environment variables that the processes of a model get, with the secrets in them. It is in memory only.
///
/// @param hidden what is in no log and no message
public record Environment(Map<String, String> variables, List<String> hidden) {
    /// No variables.
    public static final Environment NONE = new Environment(Map.of(), List.of());

    private static final int SHORTEST = 4;
    private static final String INSTEAD = "[REDACTED]";

    public Environment {
        variables = Map.copyOf(variables);
        hidden = hidden.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// A text of the model's, in which a secret may be that it was given. Where it is as long as one that was cut off,
    /// the end of a line may be the beginning of one.
    public String redacted(String text) {
        String shown = text.length() < ModelLog.LONGEST
                ? text
                : Stream.of(text.split("\n", -1)).map(this::withoutBeginning).collect(Collectors.joining("\n"));
        for (String secret : hidden) {
            shown = shown.replace(secret, INSTEAD);
        }
        return shown;
    }

    private String withoutBeginning(String line) {
        int longest =
                hidden.stream().mapToInt(secret -> overlap(line, secret)).max().orElse(0);
        return longest == 0 ? line : line.substring(0, line.length() - longest) + INSTEAD;
    }

    /// With how many characters of the secret the line ends; 0 for too few to tell anything.
    private static int overlap(String line, String secret) {
        int length = Math.min(line.length(), secret.length());
        while (length >= SHORTEST && !line.regionMatches(line.length() - length, secret, 0, length)) {
            length--;
        }
        return length < SHORTEST ? 0 : length;
    }

    public Consumer<String> redacting(Consumer<String> lines) {
        return line -> lines.accept(redacted(line));
    }

    /// Without what nobody may read.
    @Override
    public String toString() {
        return "Environment" + variables.keySet();
    }
}
