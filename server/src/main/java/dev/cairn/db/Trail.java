package dev.cairn.db;

import dev.cairn.access.Act;
import java.util.List;

/// Keeps what is done, in the very transaction that does it. Safe for use by any number of threads.
public interface Trail {
    /// Keeps nothing.
    Trail NONE = new Trail() {
        @Override
        public boolean needs(Act act) {
            return false;
        }

        @Override
        public void keep(Transaction tx, List<Act> acts) {
            throw new IllegalStateException("Nothing is kept here");
        }
    };

    /// Whether an act is still to be kept.
    boolean needs(Act act);

    /// Keeps acts, as the last thing that a transaction does.
    void keep(Transaction tx, List<Act> acts);
}
