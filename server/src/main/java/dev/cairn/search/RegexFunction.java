package dev.cairn.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cairn.http.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The regular expressions of `RLIKE`, in RE2 syntax as far as every database knows it: a search takes time linear in
/// the text. What SQLite's `REGEXP` operator calls; safe to share between threads.
public final class RegexFunction {
    static final int MAX_LENGTH = 1_000;

    /// Instructions of a compiled pattern; each character of a text costs at most so many steps.
    static final int MAX_SIZE = 2_000;

    private static final int REMEMBERED = 64;

    private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

    /// True where the pattern is found anywhere in the text. A pattern that is none is a 400.
    public boolean find(String pattern, CharSequence text) {
        Pattern known = compiled.get(pattern);
        return (known == null ? remember(pattern) : known).matcher(text).find();
    }

    private Pattern remember(String pattern) {
        Optional<String> problem = problem(pattern);
        if (problem.isPresent()) {
            throw ApiException.invalid(problem.get());
        }
        if (compiled.size() >= REMEMBERED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(pattern, Pattern::compile);
    }

    /// What is wrong with a pattern, empty when nothing is.
    static Optional<String> problem(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of("the regular expression is longer than %,d characters".formatted(MAX_LENGTH));
        }
        if (RegexSize.of(pattern, MAX_SIZE) > MAX_SIZE) {
            return Optional.of("the regular expression '%s' repeats too much: it has more than %,d steps"
                    .formatted(Source.shortened(pattern), MAX_SIZE));
        }
        try {
            Pattern.compile(pattern);
            PostgresRegex.of(pattern);
            return Optional.empty();
        } catch (ApiException notEverywhere) {
            return Optional.ofNullable(notEverywhere.getMessage());
        } catch (PatternSyntaxException e) {
            return Optional.of("invalid regular expression '%s': %s"
                    .formatted(Source.shortened(pattern), Source.shortened(e.getDescription())));
        }
    }
}
