package dev.cairn.approvals;

import org.jspecify.annotations.Nullable;

/// A row of `model_activities` that is about to be.
///
/// @param model   the number of the model's row
/// @param version null for the model itself
/// @param subject an alias, the key of a tag, or whose permission; empty for none
record Done(
        long model,
        @Nullable Long version,
        ActivityKind kind,
        String subject,
        @Nullable String from,
        @Nullable String to,
        String comment) {
    /// Characters of a text that are kept: what a tag or a description says is read where it is.
    private static final int MAX_TEXT = 1_000;

    Done {
        from = kept(kind, from);
        to = kept(kind, to);
    }

    static Done of(long model, @Nullable Long version, ActivityKind kind, @Nullable String from, @Nullable String to) {
        return new Done(model, version, kind, "", from, to, "");
    }

    Done about(String other) {
        return new Done(model, version, kind, other, from, to, comment);
    }

    Done saying(@Nullable String other) {
        return new Done(model, version, kind, subject, from, to, other == null ? "" : other);
    }

    private static @Nullable String kept(ActivityKind kind, @Nullable String text) {
        return kind == ActivityKind.RULES_CHANGED ? text : shortened(text); // the rules of a model are few, and read
    }

    private static @Nullable String shortened(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + "…";
    }
}
