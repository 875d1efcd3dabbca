package dev.cairn.search;

import java.util.List;

/// Cuts a text into tokens, one at a time, in one pass.
///
/// Quotes follow the reference: the text between them is taken as it stands, and a doubled quote or one after a
/// backslash does not end it, unless no later quote would.
final class Lexer {
    private static final List<String> SYMBOLS = List.of("<=", ">=", "!=", "<>", "==", "=", "<", ">", "(", ")", ",");

    /// What may stand in an unquoted word beside letters and digits: all that keys may hold but blanks, and what is
    /// seen in practice (`acc%`, `precision@5`).
    private static final String WORD_MARKS = "_.-/:@#$%+";

    private final Source source;
    private final String text;
    private int position;

    Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /// The next token; [End][Token.End] again and again after the last.
    Token next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return new Token.End(position);
        }
        char first = text.charAt(position);
        if (first == '\'' || first == '"' || first == '`') {
            return quoted(first);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, position)) {
                position += symbol.length();
                return new Token.Symbol(symbol, position - symbol.length(), position);
            }
        }
        return word();
    }

    private Token word() {
        int start = position;
        while (position < text.length() && isWordPart(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (position == start) {
            throw source.fault(start, unexpected(text.codePointAt(start)));
        }
        return new Token.Word(text.substring(start, position), start, position);
    }

    private static boolean isWordPart(int character) {
        return Character.isLetterOrDigit(character) || WORD_MARKS.indexOf(character) >= 0;
    }

    private static String unexpected(int character) {
        if (character == ';') {
            return "unexpected ';', a filter is a single expression";
        }
        String shown = Character.isISOControl(character) || !Character.isDefined(character)
                ? "character U+%04X".formatted(character)
                : "'%s'".formatted(Character.toString(character));
        return "unexpected %s, put a key with such characters in back-ticks and a value in quotes".formatted(shown);
    }

    private Token quoted(char quote) {
        int start = position;
        int end = closing(quote, start + 1);
        if (end < 0) {
            throw source.fault(start, "the quote %c is never closed".formatted(quote));
        }
        position = end + 1;
        return new Token.Quoted(quote, text.substring(start + 1, end), start, position);
    }

    private int closing(char quote, int from) {
        if (quote == '`') {
            return text.indexOf(quote, from);
        }
        int fallback = -1;
        boolean escaped = false;
        for (int i = from; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != quote) {
                escaped = character == '\\' && !escaped;
            } else if (escaped) {
                fallback = i;
                escaped = false;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                fallback = i;
                i++;
            } else {
                return i;
            }
        }
        return fallback;
    }
}
