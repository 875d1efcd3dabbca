package dev.cairn.hosting;

import java.util.ArrayList;
import java.util.List;

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
        for (Counted each : counted) {
            if (each.version.equals(version)) {
                return each.figures;
            }
        }
        return add(version);
    }

    /// This version takes the requests from now on: it is the last one to be forgotten.
    public synchronized void takesOver(String version) {
        Figures figures = of(version);
        List<Counted> others = new ArrayList<>(counted);
        others.removeIf(each -> each.version.equals(version));
        others.add(new Counted(version, figures));
        counted = List.copyOf(others);
    }

    private synchronized Figures add(String version) {
        for (Counted each : counted) {
            if (each.version.equals(version)) {
                return each.figures;
            }
        }
        List<Counted> more = new ArrayList<>(counted);
        if (more.size() == MOST) {
            more.removeFirst();
        }
        Figures figures = new Figures();
        more.add(new Counted(version, figures));
        counted = List.copyOf(more);
        return figures;
    }

    /// All that are kept, the oldest first.
    public List<Counted> all() {
        return counted;
    }
}
