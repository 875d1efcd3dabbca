package dev.cairn.serving;

import java.time.InstantSource;

/// What this server keeps in memory of how one served entity does.
///
/// @param building how versions of it were loaded
/// @param serving  when they took requests, and what failed
record Watched(Figures figures, Journal building, Journal serving) {
    Watched(InstantSource clock) {
        this(new Figures(), new Journal(clock), new Journal(clock));
    }
}
