package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// What reviewers answer with: exactly one of these.
public record LabelSchemaInput(
        @Nullable InputPassFail passFail,
        @Nullable InputCategorical categorical,
        @Nullable InputNumeric numeric,
        @Nullable InputText text) {}
