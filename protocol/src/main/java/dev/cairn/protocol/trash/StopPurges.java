package dev.cairn.protocol.trash;

/// Puts back into the trash what is being purged and has not begun to go.
public record StopPurges() {
    /// What became of the purges.
    ///
    /// @param putBack how many are in the trash again
    /// @param going   how many have begun to go, which cannot be stopped
    public record Response(long putBack, long going) {}
}
