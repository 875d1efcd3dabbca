package dev.cairn.protocol.trash;

/// How far the purges of a workspace are.
///
/// @param left    how many things have to go and are not gone
/// @param begun   those of them that cannot be put back any more
/// @param removed how many this server has removed since it began with what is left
/// @param putOff  how many could not be removed when they had their turn; they have another within a minute
/// @param since   when the first of those that are left was purged, milliseconds since 1970
public record PurgeProgress(long left, long begun, long removed, long putOff, long since) {}
