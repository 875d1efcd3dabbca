package dev.cairn.hosting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is counted of the requests to one served entity, for each of the last versions that
/// answered: those before them are forgotten. Safe for use by any number of threads.
public final class VersionFigures {
    static final int MOST = 8;

    /// The oldest first.
    private volatile List<Counted> counted = List.of();

    /// What is counted of a version.
    ///
    /// @param version empty where there is none to tell from others
    public record Counted(String version, Figures figures) {}

    /// Those of a version, from now on if it is a new one.
    public Figures of(String version) {
        @Nullable Figures there = find(version);
        return there == null ? takesOver(version) : there;
    }

    /// This version takes the requests from now on: it is the last one to be forgotten.
    ///
    /// @return what is counted of it
    public synchronized Figures takesOver(String version) {
        @Nullable Figures there = find(version);
        Figures figures = there == null ? new Figures() : there;
        List<Counted> others = new ArrayList<>(counted);
        others.removeIf(each -> each.version.equals(version));
        if (others.size() == MOST) {
            others.removeFirst();
        }
        others.add(new Counted(version, figures));
        counted = List.copyOf(others);
        return figures;
    }

    private @Nullable Figures find(String version) {
        for (Counted each : counted.reversed()) { // the one that answers is the last
            if (each.version.equals(version)) {
                return each.figures;
            }
        }
        return null;
    }

    /// All that are kept, the oldest first.
    public List<Counted> all() {
        return counted;
    }
}
