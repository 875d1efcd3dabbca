package dev.cairn.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words and what they stand for, in two columns. What has nothing to say has no line.
final class Lines {
    private static final int INDENT = 11;

    private final StringBuilder text = new StringBuilder();

    void say(String word, @Nullable String what) {
        say(word, what == null || what.isEmpty() ? List.of() : List.of(what));
    }

    void say(String word, List<String> what) {
        String head = word;
        for (String line : what) {
            text.append(head).repeat(" ", INDENT - head.length()).append(line).append('\n');
            head = "";
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
