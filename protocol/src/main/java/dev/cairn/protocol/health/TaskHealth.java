package dev.cairn.protocol.health;

import org.jspecify.annotations.Nullable;

/// Something that the server does by itself.
///
/// @param pauseMillis between the end of a turn and the next one
/// @param atWork      whether it has its turn now
/// @param turns       that it had
/// @param failures    turns that failed, of which the log tells
/// @param endedTime   when its last turn ended
/// @param tookMillis  how long that was
/// @param failedTime  when a turn failed the last time
public record TaskHealth(
        String name,
        long pauseMillis,
        boolean atWork,
        long turns,
        long failures,
        @Nullable Long endedTime,
        @Nullable Long tookMillis,
        @Nullable Long failedTime) {}
