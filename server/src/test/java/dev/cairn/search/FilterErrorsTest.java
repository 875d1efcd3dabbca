package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class FilterErrorsTest {
    static final List<Arguments> SYNTAX = List.of(
            arguments("metrics.loss", 13, "expected a comparison operator after 'metrics.loss', found the end"),
            arguments("metrics.loss 5", 14, "expected a comparison operator after 'metrics.loss', found '5'"),
            arguments(
                    "metrics.loss == 5",
                    14,
                    "expected a comparison operator after 'metrics.loss' (equality is written =), found '=='"),
            arguments(
                    "metrics.loss <> 5",
                    14,
                    "expected a comparison operator after 'metrics.loss' (inequality is written !=), found '<>'"),
            arguments(
                    "run name = 'x'",
                    1,
                    "Invalid attribute key 'run' specified. Valid keys are run_id, run_name, "
                            + "status, artifact_uri, user_id, start_time, end_time, duration"),
            arguments("metrics.loss > ", 16, "Expected numeric value type for metrics.loss. Found the end"),
            arguments("AND tags.a = 'x'", 1, "expected a clause such as metrics.loss < 0.5, found 'AND'"),
            arguments("tags.a = 'x' AND", 17, "expected a field, found the end"),
            arguments(
                    "tags.a = 'x' AND OR tags.b = 'x'", 18, "expected a clause such as metrics.loss < 0.5, found 'OR'"),
            arguments("tags.a = 'x' tags.b = 'x'", 14, "expected AND, OR or the end of the filter, found 'tags.b'"),
            arguments("tags.a = 'x')", 13, "expected AND, OR or the end of the filter, found ')'"),
            arguments("(tags.a = 'x'", 14, "expected AND, OR or ')' for the '(' at column 1, found the end"),
            arguments("()", 2, "expected a field, found ')'"),
            arguments("NOT", 4, "expected a field, found the end"),
            arguments("'x' = tags.a", 1, "expected a field, found 'x'"),
            arguments("= 'x'", 1, "expected a field, found '='"),
            arguments("tags. a = 'x'", 7, "expected a key right after 'tags.', found 'a'"),
            arguments("tags.`` = 'x'", 6, "expected a key right after 'tags.', found ``"),
            arguments("tags.`a`b = 'x'", 9, "expected a comparison operator after 'tags.a', found 'b'"),
            arguments("tags.a = 'x", 10, "the quote ' is never closed"),
            arguments("tags.`a = 'x'", 6, "the quote ` is never closed"),
            arguments("tags.a = 'x';", 13, "unexpected ';', a filter is a single expression"),
            arguments("tags.a = 'x' -- y", 14, "expected AND, OR or the end of the filter, found '--'"),
            arguments(
                    "tags.a* = 'x'",
                    7,
                    "unexpected '*', put a key with such characters in back-ticks and a value in quotes"),
            arguments("tags.a\u0000 = 'x'", 7, "unexpected character U+0000"),
            arguments("tags.a = 'x\u0000'", 12, "unexpected character U+0000"),
            arguments("tags.a IS 'x'", 11, "expected NULL, found 'x'"),
            arguments("tags.a NOT LIKE 'x'", 12, "expected IN after NOT, found 'LIKE'"),
            arguments("tags.a IN 'x'", 11, "expected a list of quoted strings such as ('a', 'b'), found 'x'"),
            arguments("tags.a IN ()", 12, "expected a non-empty list of string values, found ')'"),
            arguments("tags.a IN (1)", 12, "expected a non-empty list of string values, found '1'"),
            arguments("tags.a IN (,)", 12, "expected a non-empty list of string values, found ','"),
            arguments("tags.a IN ('a' 'b')", 16, "expected ',' or ')' in the list, found 'b'"),
            arguments("tags.a IN ('a'", 15, "expected ',' or ')' in the list, found the end"));

    static final List<Arguments> MEANING = List.of(
            arguments(
                    "model.a = 'x'",
                    1,
                    "Invalid entity type 'model'. Valid values are attributes, metrics, params, tags, datasets"),
            arguments(
                    "Metrics.a > 1",
                    1,
                    "Invalid entity type 'Metrics'. Valid values are attributes, metrics, params, tags, datasets"),
            arguments(
                    "`metrics.loss` > 1",
                    1,
                    "Invalid attribute key 'metrics.loss' specified. Valid keys are run_id, run_name, "
                            + "status, artifact_uri, user_id, start_time, end_time, duration"),
            arguments(
                    "dataset.size > 1",
                    9,
                    "Invalid dataset key 'size' specified. Valid keys are name, digest, context"),
            arguments(
                    "metrics.loss LIKE 'x'",
                    14,
                    "Invalid comparator 'LIKE' for metrics.loss, not one of =, !=, <, <=, >, >="),
            arguments(
                    "start_time IN ('1')",
                    12,
                    "Invalid comparator 'IN' for attributes.start_time, not one of =, !=, <, <=, >, >="),
            arguments(
                    "params.lr > '1'",
                    11,
                    "Invalid comparator '>' for params.lr, not one of =, !=, LIKE, ILIKE, RLIKE, IN, NOT IN"),
            arguments("params.lr = 1", 13, "Expected a quoted string value for params.lr (e.g. 'my-value'). Found '1'"),
            arguments(
                    "params.lr = `x`", 13, "Expected a quoted string value for params.lr (e.g. 'my-value'). Found `x`"),
            arguments("metrics.loss > '1'", 16, "Expected numeric value type for metrics.loss. Found '1'"),
            arguments("metrics.loss = NaN", 16, "Expected numeric value type for metrics.loss. Found 'NaN'"),
            arguments("metrics.loss = 0x10", 16, "Expected numeric value type for metrics.loss. Found '0x10'"),
            arguments("metrics.loss = 1_000", 16, "Expected numeric value type for metrics.loss. Found '1_000'"),
            arguments(
                    "metrics.loss IS NULL",
                    14,
                    "IS NULL / IS NOT NULL is only supported for params, tags, not for metrics.loss"),
            arguments("tags.a RLIKE '('", 14, "invalid regular expression '(': missing closing )"));

    @ParameterizedTest
    @FieldSource({"SYNTAX", "MEANING"})
    void anErrorSaysWhatIsWrongAndAtWhichColumn(String text, int column, String message) {
        ApiException error = catchThrowableOfType(ApiException.class, () -> Grammars.RUNS.filter(text));
        assertThat(error).isNotNull().hasMessage("Invalid filter at column %d: %s".formatted(column, message));
        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    }

    @Test
    void noFieldOfRegisteredModelsMayBeNull() {
        ApiException error =
                catchThrowableOfType(ApiException.class, () -> Grammars.REGISTERED_MODELS.filter("tags.a IS NULL"));
        assertThat(error).hasMessageEndingWith("IS NULL / IS NOT NULL is not supported, not for tags.a");
    }
}
