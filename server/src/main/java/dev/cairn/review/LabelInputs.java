package dev.cairn.review;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.review.InputCategorical;
import dev.cairn.protocol.review.InputNumeric;
import dev.cairn.protocol.review.InputPassFail;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchemaInput;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What reviewers may be asked to answer with.
final class LabelInputs {
    private static final int MAX_LABEL = 64;
    private static final int MAX_OPTIONS = 10;

    private LabelInputs() {}

    static void check(LabelSchemaInput input) {
        if (variants(input).filter(Objects::nonNull).count() != 1) {
            throw ApiException.invalid("Label schema `input` must have exactly one of `pass_fail`, `categorical`,"
                    + " `numeric`, or `text` set.");
        }
        if (input.passFail() != null) {
            check(input.passFail());
        }
        if (input.categorical() != null) {
            check(input.categorical());
        }
        if (input.numeric() != null) {
            check(input.numeric());
        }
        if (input.text() != null) {
            check(input.text());
        }
    }

    /// Refuses to answer a question in another way than before: that would make the answers that are there worthless.
    static void checkChange(LabelSchemaInput before, LabelSchemaInput after) {
        if (!typeName(before).equals(typeName(after))) {
            throw ApiException.invalid(
                    "A label schema's input type cannot be changed after creation (existing: %s, got: %s)."
                            .formatted(typeName(before), typeName(after)));
        }
        if (before.categorical() != null
                && after.categorical() != null
                && before.categorical().multiSelect() != after.categorical().multiSelect()) {
            throw ApiException.invalid("`InputCategorical.multi_select` cannot be changed after creation.");
        }
    }

    private static Stream<@Nullable Object> variants(LabelSchemaInput input) {
        return Stream.of(input.passFail(), input.categorical(), input.numeric(), input.text());
    }

    private static String typeName(LabelSchemaInput input) {
        return variants(input)
                .filter(Objects::nonNull)
                .map(variant -> variant.getClass().getSimpleName())
                .findFirst()
                .orElse("nothing");
    }

    private static void check(InputPassFail input) {
        checkLabel("InputPassFail.positive_label", input.positiveLabel());
        checkLabel("InputPassFail.negative_label", input.negativeLabel());
        if (Objects.equals(input.positiveLabel(), input.negativeLabel())) {
            throw ApiException.invalid(
                    "`InputPassFail.positive_label` and `negative_label` must be distinct; got '%s' for both."
                            .formatted(input.positiveLabel()));
        }
    }

    private static void checkLabel(String field, @Nullable String label) {
        if (label == null || label.isEmpty()) {
            throw ApiException.invalid("`%s` must be a non-empty string; got ''.".formatted(field));
        }
        Texts.checkLength("`" + field + "`", MAX_LABEL, label);
    }

    private static void check(InputCategorical input) {
        if (input.options().isEmpty()) {
            throw ApiException.invalid("`InputCategorical.options` must be a non-empty list; got [].");
        }
        if (input.options().size() > MAX_OPTIONS) {
            throw ApiException.invalid("`InputCategorical.options` must have at most %d entries; got %d."
                    .formatted(MAX_OPTIONS, input.options().size()));
        }
        Set<String> seen = new HashSet<>();
        for (String option : input.options()) {
            if (option.isEmpty()) {
                throw ApiException.invalid("`InputCategorical.options` entries must be non-empty strings; got ''.");
            }
            Texts.checkLength("`InputCategorical.options` entries", MAX_LABEL, option);
            if (!seen.add(option)) {
                throw ApiException.invalid(
                        "`InputCategorical.options` must be deduplicated; '%s' appears twice.".formatted(option));
            }
        }
    }

    private static void check(InputNumeric input) {
        Double min = input.minValue();
        Double max = input.maxValue();
        if ((min != null && !Double.isFinite(min)) || (max != null && !Double.isFinite(max))) {
            throw ApiException.invalid("`InputNumeric.min_value` and `max_value` must be finite numbers.");
        }
        if (min != null && max != null && min >= max) {
            throw ApiException.invalid(
                    "`InputNumeric.min_value` must be strictly less than `max_value`; got min=%s, max=%s."
                            .formatted(min, max));
        }
    }

    private static void check(InputText input) {
        if (input.maxLength() != null && input.maxLength() < 1) {
            throw ApiException.invalid(
                    "`InputText.max_length` must be at least 1; got %d.".formatted(input.maxLength()));
        }
    }
}
