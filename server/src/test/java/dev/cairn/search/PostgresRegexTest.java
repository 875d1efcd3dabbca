package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OwnPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A regular expression finds on PostgreSQL what it finds on SQLite.
class PostgresRegexTest {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "ab",
            "a.b",
            "a\nb",
            "\n",
            "aé b",
            "ab_1 2-3",
            "x{,5}",
            "a{1",
            "]",
            "[",
            "a]b",
            "^a$",
            "\\",
            "foo bar",
            "a+b",
            "a\tb",
            "0x1F",
            "über ß",
            "aaa",
            "𝒳y",
            "\u000b",
            "{}",
            "=",
            "-",
            "a-z",
            "~",
            "*");

    private static EmbeddedPostgres server;
    private static Connection postgres;
    private static final RegexFunction RE2 = new RegexFunction();

    @BeforeAll
    static void open() throws IOException, SQLException {
        server = OwnPostgres.settings().start();
        postgres = server.getPostgresDatabase().getConnection();
    }

    @AfterAll
    static void close() throws IOException, SQLException {
        postgres.close();
        server.close();
    }

    private static boolean finds(String pattern, String text) {
        try (PreparedStatement select = postgres.prepareStatement("SELECT CAST(? AS VARCHAR) COLLATE \"C\" ~ ?")) {
            select.setString(1, text);
            select.setString(2, PostgresRegex.of(pattern));
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getBoolean(1);
            }
        } catch (SQLException refused) {
            throw new AssertionError("%s, as %s".formatted(pattern, PostgresRegex.of(pattern)), refused);
        }
    }

    private static void assertSame(String pattern, String text) {
        assertThat(finds(pattern, text))
                .as("'%s', as '%s', in '%s'", pattern, PostgresRegex.of(pattern), text)
                .isEqualTo(RE2.find(pattern, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "(?s)a.b",
                "(?m)^b$",
                "^b$",
                "(?i)AB",
                "(?is)A.B",
                "\\bfoo\\b",
                "\\Bb",
                "\\ba",
                "é\\b",
                "\\w\\W",
                "[\\w-]+",
                "[^\\d]",
                "[\\W]",
                "[\\D\\S]",
                "\\s",
                "[\\s]",
                "a{,5}",
                "x{,5}",
                "a{1",
                "a{2,3}",
                "a{1}?",
                "a{2,}?b*?",
                "[]a]",
                "[^]a]",
                "[a-]",
                "[-a]",
                "[+--]",
                "[[]",
                "[a[]",
                "[\\]]",
                "[\\\\]",
                "\\\\",
                "\\.",
                "\\$",
                "[[:alpha:]]",
                "[[:punct:][:digit:]]",
                "[[:space:]]",
                "[^[:word:]]",
                "\\Qa.b\\E",
                "\\Qa+b",
                "x\\Q\\Ey",
                "\\x41",
                "\\x{1D4B3}",
                "\\101",
                "\\t",
                "[\\t]",
                "[\\x41-\\x43]",
                "\\Aa",
                "b\\z",
                "(?:a|b)+",
                "a|",
                "|a",
                "()",
                "(?:)",
                "(|a)b",
                "^*a",
                "$*",
                "(?:^)?a",
                "\\b?a",
                "}",
                "]",
                "{",
                "{}",
                "a{255}",
                "a{0}b",
                "a$|^b",
                "=[=]",
                "[[=a=]]",
                "[[.a.]]",
                "[a-c-e]",
                "~",
                "#",
                "a b",
                "𝒳",
                "[𝒲-𝒴]",
                "(a*)*(a|aa)+$",
                "***",
                "a\\*",
                "-",
                "!"
            })
    void aPatternMeansTheSame(String pattern) {
        if (RegexFunction.problem(pattern).isEmpty()) {
            TEXTS.forEach(text -> assertSame(pattern, text));
        } else {
            assertThat(pattern).as("refused on both").isIn("***", "a{1001}");
        }
    }

    @Test
    void somePatternsThatNobodyThoughtOfMeanTheSame() {
        List<String> pieces = List.of(
                "a",
                "b",
                ".",
                "^",
                "$",
                "\\b",
                "\\B",
                "\\d",
                "\\w",
                "\\S",
                "[a-c]",
                "[^a]",
                "[^\\w]",
                "[\\W\\d]",
                "(",
                "(?:",
                ")",
                "|",
                "*",
                "+",
                "?",
                "{2}",
                "{0,3}",
                "{",
                "}",
                "]",
                "\\.",
                "\\n",
                "é",
                "-",
                " ",
                "[[:alpha:]-]",
                "(?i)",
                "(?s)",
                "(?m)",
                "\\Q",
                "\\E",
                "\\x{61}",
                "[]-]");
        Random random = new Random(7);
        int tried = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                pattern.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (RegexFunction.problem(pattern.toString()).isEmpty()) {
                tried++;
                for (int text = 0; text < 2; text++) {
                    assertSame(pattern.toString(), TEXTS.get(random.nextInt(TEXTS.size())));
                }
            }
        }
        assertThat(tried).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\pL",
                "\\p{Greek}",
                "\\PN",
                "[\\pL]",
                "(?P<a>x)",
                "(?i:a)",
                "a(?i)b",
                "(?U)a",
                "(?-i)a",
                "a{256}",
                "a{1,256}",
                "[[:^alpha:]]",
                "\\C"
            })
    void aPatternThatOneOfTheDatabasesDoesNotKnowIsRefusedOnBoth(String pattern) {
        assertThat(RegexFunction.problem(pattern))
                .hasValueSatisfying(it -> assertThat(it).contains("regular expression"));
    }
}
