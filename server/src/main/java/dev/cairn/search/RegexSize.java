package dev.cairn.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An upper bound of the instructions that a regular expression compiles to, found without compiling it: nested
/// counted repeats such as `((a{1000}){1000}){1000}` would fill the memory.
final class RegexSize {
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final String pattern;
    private final long limit;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sum;
    private long last;

    private RegexSize(String pattern, long limit) {
        this.pattern = pattern;
        this.limit = limit;
    }

    /// The bound, exact only up to the limit.
    static long of(String pattern, long limit) {
        return new RegexSize(pattern, limit).measure();
    }

    private long measure() {
        int position = 0;
        while (position < pattern.length() && sum <= limit) {
            position = step(position);
        }
        while (!outer.isEmpty()) {
            sum += outer.pop();
        }
        return sum;
    }

    private int step(int position) {
        return switch (pattern.charAt(position)) {
            case '\\' -> escape(position);
            case '[' -> characterClass(position);
            case '{' -> repeat(position);
            case '(' -> {
                outer.push(sum);
                sum = 0;
                yield position + 1;
            }
            case ')' -> {
                last = sum + 2;
                sum = last + (outer.isEmpty() ? 0 : outer.pop());
                yield position + 1;
            }
            default -> atom(position + 1);
        };
    }

    private int atom(int end) {
        last = 1;
        sum++;
        return end;
    }

    /// A quoted run `\Q…\E` is as long as its text, another escape is one instruction.
    private int escape(int position) {
        if (!pattern.startsWith("\\Q", position)) {
            return atom(position + 2);
        }
        int close = pattern.indexOf("\\E", position + 2);
        int end = close < 0 ? pattern.length() : close;
        sum += end - position;
        last = 1;
        return close < 0 ? end : close + 2;
    }

    private int characterClass(int position) {
        int i = position + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return atom(i + 1);
    }

    private int repeat(int position) {
        Matcher matcher = REPEAT.matcher(pattern).region(position, pattern.length());
        if (!matcher.lookingAt()) {
            return atom(position + 1);
        }
        String most = matcher.group(2);
        long times = Long.parseLong(matcher.group(1)) + (most == null || most.isEmpty() ? 1 : Long.parseLong(most));
        sum += last * times;
        last += last * times;
        return matcher.end();
    }
}
