package dev.cairn.limits;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// So many places for each of whoever takes them. Of this server alone, and in memory. Safe for use by any number of
/// threads.
final class Shares {
    private final int each;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    Shares(int each) {
        this.each = each;
    }

    /// How many each may have.
    int each() {
        return each;
    }

    /// Takes a place; empty if they have all of theirs. Nobody, whose name is empty, has as many as they like.
    Optional<Place> take(String who) {
        if (who.isEmpty()) {
            return Optional.of(Place.FREE);
        }
        if (taken.merge(who, 1, Integer::sum) > each) {
            giveBack(who);
            return Optional.empty();
        }
        return Optional.of(() -> giveBack(who));
    }

    private void giveBack(String who) {
        taken.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
    }
}
