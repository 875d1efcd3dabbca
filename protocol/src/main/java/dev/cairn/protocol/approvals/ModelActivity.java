package dev.cairn.protocol.approvals;

import org.jspecify.annotations.Nullable;

/// Something that was done to a registered model, asked for, or said about it. Times are milliseconds since 1970.
///
/// @param name    of the model, as it is called now
/// @param version that it was done to; unset for the model itself
/// @param kind    such as `ALIAS_SET`; those of the managed platform are called as there
/// @param subject which alias, tag, or person with a permission; unset for none
/// @param from    what was before: a stage, a version, a text, of `RULES_CHANGED` the rules as a JSON list; unset where
///                nothing was
/// @param to      what is since then
/// @param comment why, in the words of who did it
/// @param userId  who did it
public record ModelActivity(
        String activityId,
        String name,
        @Nullable String version,
        String kind,
        @Nullable String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable String comment,
        String userId,
        long creationTimestamp,
        long lastUpdatedTimestamp) {}
