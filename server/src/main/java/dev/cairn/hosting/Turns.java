package dev.cairn.hosting;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;

/// Work that waits, of which each owner has some: its own first in, first out, and one of each owner in turn, so that
/// nobody waits for all that another has. Safe for use by any number of threads.
///
/// @param <O> an owner, compared by `equals`
/// @param <W> work
final class Turns<O, W> {
    private final SequencedMap<O, Queue<W>> waiting = new LinkedHashMap<>();
    private final int mostEach;

    /// @param mostEach how many may wait of one owner
    Turns(int mostEach) {
        this.mostEach = mostEach;
    }

    /// Puts work behind the others of its owner; false if there is no room.
    synchronized boolean offer(O owner, W work) {
        Queue<W> own = waiting.computeIfAbsent(owner, _ -> new ArrayDeque<>());
        return own.size() < mostEach && own.add(work);
    }

    /// Takes work away that is not to be done any more, if it is still there.
    synchronized boolean remove(O owner, W work) {
        Queue<W> own = waiting.get(owner);
        if (own == null || !own.remove(work)) {
            return false;
        }
        if (own.isEmpty()) {
            waiting.remove(owner);
        }
        return true;
    }

    /// The work whose turn it is; empty if there is none.
    synchronized Optional<W> poll() {
        var first = waiting.pollFirstEntry();
        if (first == null) {
            return Optional.empty();
        }
        W work = first.getValue().remove();
        if (!first.getValue().isEmpty()) {
            waiting.putLast(first.getKey(), first.getValue());
        }
        return Optional.of(work);
    }
}
