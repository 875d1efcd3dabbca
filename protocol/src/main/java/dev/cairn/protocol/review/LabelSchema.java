package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// A question to reviewers; their answers are assessments of its name. Times are milliseconds.
public record LabelSchema(
        String schemaId,
        String experimentId,
        String name,
        LabelSchemaType type,
        @Nullable String instruction,
        boolean enableComment,
        LabelSchemaInput input,
        long createdAt,
        long lastUpdatedAt,
        boolean isDefault) {}
