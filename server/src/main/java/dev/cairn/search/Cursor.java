package dev.cairn.search;

import dev.cairn.http.ApiException;

/// The place that parsing has reached: one token, and where the one before it ended.
final class Cursor {
    private final Source source;
    private final Lexer lexer;
    private Token token;
    private int previousEnd;

    Cursor(Source source) {
        this.source = source;
        this.lexer = new Lexer(source);
        this.token = lexer.next();
    }

    Token token() {
        return token;
    }

    /// Moves to the next token and returns the one left behind.
    Token advance() {
        Token passed = token;
        previousEnd = passed.end();
        token = lexer.next();
        return passed;
    }

    /// Where the token before this one ended.
    int previousEnd() {
        return previousEnd;
    }

    /// True where no blank stands between the last token and this one.
    boolean adjacent() {
        return token.start() == previousEnd;
    }

    boolean at(String keyword) {
        return token instanceof Token.Word word && word.is(keyword);
    }

    boolean atSymbol(String symbol) {
        return token instanceof Token.Symbol it && it.text().equals(symbol);
    }

    boolean accept(String keyword) {
        boolean found = at(keyword);
        if (found) {
            advance();
        }
        return found;
    }

    boolean acceptSymbol(String symbol) {
        boolean found = atSymbol(symbol);
        if (found) {
            advance();
        }
        return found;
    }

    /// The error of finding this token where something else belongs.
    ApiException expected(String what) {
        return fault(token, "expected %s, found %s".formatted(what, shown(token)));
    }

    ApiException fault(Token at, String message) {
        return fault(at.start(), message);
    }

    ApiException fault(int offset, String message) {
        return source.fault(offset, message);
    }

    static String shown(Token token) {
        return switch (token) {
            case Token.Word word -> "'" + Source.shortened(word.text()) + "'";
            case Token.Quoted quoted -> quoted.quote() + Source.shortened(quoted.text()) + quoted.quote();
            case Token.Symbol symbol -> "'" + symbol.text() + "'";
            case Token.End _ -> "the end";
        };
    }
}
