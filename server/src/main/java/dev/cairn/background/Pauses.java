package dev.cairn.background;

import java.time.Duration;

/// Pauses between tries that fail: each is twice the one before it, up to the longest.
public record Pauses(Duration first, Duration longest) {
    public Duration after(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(longest) < 0 ? next : longest;
    }
}
