package dev.cairn.search;

import static dev.cairn.search.Comparator.EQUAL;
import static dev.cairn.search.Comparator.GREATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.search.Filter.And;
import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.In;
import dev.cairn.search.Filter.Not;
import dev.cairn.search.Filter.Null;
import dev.cairn.search.Filter.Or;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Filter A = new Compare(new Field("tags", "a"), EQUAL, new Value.Text("x"));
    private static final Filter B = new Compare(new Field("tags", "b"), EQUAL, new Value.Text("x"));
    private static final Filter C = new Compare(new Field("tags", "c"), EQUAL, new Value.Text("x"));

    static final List<Arguments> FIELDS = List.of(
            arguments("metrics.loss", "metrics", "loss"),
            arguments("metric.loss", "metrics", "loss"),
            arguments("metrics.a.b.c", "metrics", "a.b.c"),
            arguments("metrics.`a.b c`", "metrics", "a.b c"),
            arguments("metrics.\"a b\"", "metrics", "a b"),
            arguments("metrics.'a b'", "metrics", "a b"),
            arguments("metrics.`a\"b`", "metrics", "a\"b"),
            arguments("`metrics`.loss", "metrics", "loss"),
            arguments("`metrics`.`a b`", "metrics", "a b"),
            arguments("\"metrics\".\"a b\"", "metrics", "a b"),
            arguments("metrics.val/loss-1:x", "metrics", "val/loss-1:x"),
            arguments("metrics.precision@5", "metrics", "precision@5"),
            arguments("metrics.acc%", "metrics", "acc%"),
            arguments("metrics.1", "metrics", "1"),
            arguments("metrics.1a", "metrics", "1a"),
            arguments("metrics.not", "metrics", "not"),
            arguments("metrics.größe", "metrics", "größe"),
            arguments("start_time", "attributes", "start_time"),
            arguments("`start_time`", "attributes", "start_time"),
            arguments("\"start_time\"", "attributes", "start_time"),
            arguments("created", "attributes", "start_time"),
            arguments("run.Created", "attributes", "start_time"),
            arguments("attr.end_time", "attributes", "end_time"));

    static final List<Arguments> STRINGS = List.of(
            arguments("'x'", "x"),
            arguments("\"x\"", "x"),
            arguments("''", ""),
            arguments("\"\"", ""),
            arguments("' x '", " x "),
            arguments("'a=b AND (c); --'", "a=b AND (c); --"),
            arguments("\"it's\"", "it's"),
            arguments("'say \"hi\"'", "say \"hi\""),
            arguments("'it''s'", "it''s"),
            arguments("'it\\'s'", "it\\'s"),
            arguments("\"a\\\"b\"", "a\\\"b"),
            arguments("'C:\\\\dir'", "C:\\\\dir"),
            arguments("'C:\\dir\\'", "C:\\dir\\"),
            arguments("'C:\\\\'", "C:\\\\"),
            arguments("'two\nlines'", "two\nlines"),
            arguments("'漢字 🙂'", "漢字 🙂"));

    static final List<Arguments> NUMBERS = List.of(
            arguments("0", new Value.Whole(0)),
            arguments("-7", new Value.Whole(-7)),
            arguments("+7", new Value.Whole(7)),
            arguments("9007199254740993", new Value.Whole(9007199254740993L)),
            arguments("9223372036854775807", new Value.Whole(Long.MAX_VALUE)),
            arguments("9223372036854775808", new Value.Real(0x1p63)),
            arguments("1e3", new Value.Whole(1000)),
            arguments("1.", new Value.Whole(1)),
            arguments("-0.0", new Value.Whole(0)),
            arguments(".5", new Value.Real(0.5)),
            arguments("-1.5E-3", new Value.Real(-0.0015)),
            arguments("1e400", new Value.Real(Double.POSITIVE_INFINITY)));

    @Test
    void aTextThatSaysNothingIsNoFilter() {
        assertThat(Grammars.RUNS.filter(null)).isEmpty();
        assertThat(Grammars.RUNS.filter("")).isEmpty();
        assertThat(Grammars.RUNS.filter(" \t\n")).isEmpty();
    }

    @Test
    void andBindsTighterThanOrAndNotTighterThanBoth() {
        assertThat(parsed("tags.a='x' OR tags.b='x' AND tags.c='x'")).isEqualTo(or(A, and(B, C)));
        assertThat(parsed("tags.a='x' AND tags.b='x' OR tags.c='x'")).isEqualTo(or(and(A, B), C));
        assertThat(parsed("NOT tags.a='x' AND tags.b='x'")).isEqualTo(and(new Not(A), B));
        assertThat(parsed("NOT NOT tags.a='x'")).isEqualTo(new Not(new Not(A)));
    }

    @Test
    void parenthesesChangeTheGroupingAndLeaveNoTrace() {
        assertThat(parsed("(tags.a='x' OR tags.b='x') AND tags.c='x'")).isEqualTo(and(or(A, B), C));
        assertThat(parsed("NOT (tags.a='x' AND tags.b='x')")).isEqualTo(new Not(and(A, B)));
        assertThat(parsed("((tags.a='x'))")).isEqualTo(A);
    }

    @Test
    void aChainIsOneNodeAndKeywordsHaveAnyCase() {
        assertThat(parsed("tags.a='x' and tags.b='x' And\n tags.c='x'")).isEqualTo(and(A, B, C));
        assertThat(parsed("tags.a='x' or not tags.b='x'")).isEqualTo(or(A, new Not(B)));
    }

    @Test
    void keywordsNeedNoBlankBesideQuotesAndParentheses() {
        assertThat(parsed("(tags.a='x')AND(tags.b='x')")).isEqualTo(and(A, B));
        assertThat(parsed("tags.a='x'AND tags.b='x'")).isEqualTo(and(A, B));
        assertThat(parsed("NOT(tags.a='x')")).isEqualTo(new Not(A));
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void aFieldIsAnEntityAndAKeyOrABareKey(String written, String entity, String key) {
        Filter expected = new Compare(new Field(entity, key), GREATER, new Value.Whole(1));
        assertThat(parsed(written + " > 1")).isEqualTo(expected);
        assertThat(parsed(written + ">1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("STRINGS")
    void aStringIsTheTextBetweenItsQuotes(String written, String text) {
        assertThat(parsed("tags.a = " + written))
                .isEqualTo(new Compare(new Field("tags", "a"), EQUAL, new Value.Text(text)));
    }

    @ParameterizedTest
    @FieldSource("NUMBERS")
    void aNumberKeepsAllItsDigits(String written, Value number) {
        assertThat(parsed("metrics.loss = " + written))
                .isEqualTo(new Compare(new Field("metrics", "loss"), EQUAL, number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "!=", "LIKE", "like", "ILIKE", "iLike", "RLIKE", "rlike"})
    void stringsHaveTheseComparators(String written) {
        Comparator comparator = Comparator.written(written).orElseThrow();
        assertThat(parsed("tags.a " + written + " 'x'"))
                .isEqualTo(new Compare(new Field("tags", "a"), comparator, new Value.Text("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "!=", "<", "<=", ">", ">="})
    void numbersHaveTheseComparators(String written) {
        Comparator comparator = Comparator.written(written).orElseThrow();
        assertThat(parsed("metrics.loss" + written + "-1"))
                .isEqualTo(new Compare(new Field("metrics", "loss"), comparator, new Value.Whole(-1)));
    }

    @Test
    void aListHoldsOneStringOrMore() {
        Field status = new Field("attributes", "status");
        assertThat(parsed("status IN ('a')")).isEqualTo(new In(status, false, List.of("a")));
        assertThat(parsed("status in ('a', \"b\",)")).isEqualTo(new In(status, false, List.of("a", "b")));
        assertThat(parsed("status not  in('a','b')")).isEqualTo(new In(status, true, List.of("a", "b")));
        assertThat(parsed("params.p IN ('it\\'s', 'C:\\\\', '\\n')"))
                .isEqualTo(new In(new Field("params", "p"), false, List.of("it's", "C:\\", "\\n")));
    }

    @Test
    void absenceIsAskedWithIsNull() {
        assertThat(parsed("tags.a IS NULL")).isEqualTo(new Null(new Field("tags", "a"), false));
        assertThat(parsed("params.a is not null AND tags.a='x'"))
                .isEqualTo(and(new Null(new Field("params", "a"), true), A));
    }

    private static Filter parsed(String text) {
        return Grammars.RUNS.filter(text).orElseThrow();
    }

    private static Filter and(Filter... all) {
        return new And(List.of(all));
    }

    private static Filter or(Filter... any) {
        return new Or(List.of(any));
    }
}
