package dev.cairn.search;

/// Reads one field, `entity.key` or a bare key, either part quoted or not.
final class FieldParser {
    private final Cursor cursor;
    private final FieldResolver resolver;

    FieldParser(Cursor cursor, FieldResolver resolver) {
        this.cursor = cursor;
        this.resolver = resolver;
    }

    Target parse() {
        return switch (cursor.token()) {
            case Token.Word word -> afterWord(word);
            case Token.Quoted quoted when quoted.quote() != '\'' -> afterQuoted(quoted);
            case Token.Quoted _, Token.Symbol _, Token.End _ -> throw cursor.expected("a field");
        };
    }

    private Target afterWord(Token.Word word) {
        cursor.advance();
        int dot = word.text().indexOf('.');
        if (dot < 0) {
            return resolver.resolve(null, word.text(), word.start(), word.start());
        }
        String entity = word.text().substring(0, dot);
        return afterDot(entity, word.text().substring(dot + 1), word.start());
    }

    private Target afterQuoted(Token.Quoted quoted) {
        cursor.advance();
        if (!(cursor.token() instanceof Token.Word rest
                && cursor.adjacent()
                && rest.text().startsWith("."))) {
            return resolver.resolve(null, quoted.text(), quoted.start(), quoted.start());
        }
        cursor.advance();
        return afterDot(quoted.text(), rest.text().substring(1), quoted.start());
    }

    /// The key is the rest of the word, and behind a last dot the quoted text that follows it.
    private Target afterDot(String entity, String rest, int start) {
        int keyStart = cursor.previousEnd() - rest.length();
        boolean quoted = cursor.token() instanceof Token.Quoted && cursor.adjacent();
        boolean open = rest.isEmpty() || (quoted && rest.endsWith("."));
        return resolver.resolve(entity, open ? rest + quotedKey(entity) : rest, start, keyStart);
    }

    private String quotedKey(String entity) {
        if (cursor.token() instanceof Token.Quoted key
                && cursor.adjacent()
                && !key.text().isEmpty()) {
            cursor.advance();
            return key.text();
        }
        throw cursor.expected("a key right after '%s.'".formatted(Source.shortened(entity)));
    }
}
