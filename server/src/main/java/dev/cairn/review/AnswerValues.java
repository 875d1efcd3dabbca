package dev.cairn.review;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.review.InputCategorical;
import dev.cairn.protocol.review.InputNumeric;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether an answer is one to a question.
final class AnswerValues {
    private AnswerValues() {}

    static void check(LabelSchema schema, Object value) {
        LabelSchemaInput input = schema.input();
        String wanted = wanted(input, value);
        if (wanted != null) {
            throw ApiException.invalid("The answer to '%s' must be %s.".formatted(schema.name(), wanted));
        }
    }

    /// What the answer must be, where it is not.
    private static @Nullable String wanted(LabelSchemaInput input, Object value) {
        if (input.passFail() != null) {
            return value instanceof Boolean ? null : "true or false";
        }
        if (input.categorical() != null) {
            return wanted(input.categorical(), value);
        }
        if (input.numeric() != null) {
            return wanted(input.numeric(), value);
        }
        return input.text() == null ? null : wanted(input.text(), value);
    }

    private static @Nullable String wanted(InputCategorical input, Object value) {
        if (!input.multiSelect()) {
            return value instanceof String option && input.options().contains(option)
                    ? null
                    : "one of " + Texts.shown(input.options());
        }
        boolean fits = value instanceof List<?> chosen
                && !chosen.isEmpty()
                && input.options().containsAll(chosen)
                && new HashSet<>(chosen).size() == chosen.size();
        return fits ? null : "a list of some of " + Texts.shown(input.options());
    }

    private static @Nullable String wanted(InputNumeric input, Object value) {
        Double min = input.minValue();
        Double max = input.maxValue();
        boolean fits = value instanceof Number number
                && Double.isFinite(number.doubleValue())
                && (min == null || number.doubleValue() >= min)
                && (max == null || number.doubleValue() <= max);
        if (fits) {
            return null;
        }
        return "a number" + (min == null ? "" : " from " + min + " on") + (max == null ? "" : " up to " + max);
    }

    private static @Nullable String wanted(InputText input, Object value) {
        if (!(value instanceof String text)) {
            return "a text";
        }
        Long most = input.maxLength();
        return most == null || text.codePointCount(0, text.length()) <= most
                ? null
                : "a text of at most " + most + " characters";
    }
}
