package dev.cairn.importing.transfer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What became of a transfer: what was done, what is worth knowing, what went wrong. Safe for two threads.
public final class Report {
    private static final int MAX_LINES = 50;

    private final Map<String, Long> done = new LinkedHashMap<>();
    private final Lines notes = new Lines();
    private final Lines problems = new Lines();

    public synchronized void done(String what, long count) {
        done.merge(what, count, Long::sum);
    }

    /// Something that the user should know, but need not act upon.
    public synchronized void note(String text) {
        notes.add(text);
    }

    /// Something that is not as it should be.
    public synchronized void problem(String text) {
        problems.add(text);
    }

    /// Whether everything is here, and equal.
    public synchronized boolean isClean() {
        return problems.count == 0;
    }

    /// The report for a person.
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        done.forEach((what, count) -> text.append("%,14d  %s%n".formatted(count, what)));
        notes.print("Note", text);
        problems.print("PROBLEM", text);
        return text.toString();
    }

    private static final class Lines {
        /// A source that is read twice may tell of the same thing twice.
        private final Set<String> first = new LinkedHashSet<>();
        private long count;

        void add(String line) {
            if (first.contains(line)) {
                return;
            }
            if (first.size() < MAX_LINES) {
                first.add(line);
            }
            count++;
        }

        void print(String label, StringBuilder text) {
            first.forEach(line -> text.append(label).append(": ").append(line).append(System.lineSeparator()));
            if (count > first.size()) {
                text.append("%s: … and %,d more.%n".formatted(label, count - first.size()));
            }
        }
    }
}
