package dev.cairn.http;

import dev.cairn.access.Act;

/// Hears of what no transaction keeps: of files that come and go, of exports, of refusals. Safe for use
/// by any number of threads.
@FunctionalInterface
public interface Witness {
    /// Keeps nothing.
    Witness NONE = act -> {};

    /// Returns once it is kept; at once if it is already.
    void tell(Act act);
}
