package dev.cairn.tracking;

import java.util.Comparator;

/// A metric, parameter or tag of a run.
///
/// @param name the number of its key
record RunKey(long run, long name) implements Comparable<RunKey> {
    private static final Comparator<RunKey> ORDER =
            Comparator.comparingLong(RunKey::run).thenComparingLong(RunKey::name);

    @Override
    public int compareTo(RunKey other) {
        return ORDER.compare(this, other);
    }
}
