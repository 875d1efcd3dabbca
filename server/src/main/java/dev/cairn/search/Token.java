package dev.cairn.search;

/// A piece of a filter; `start` and `end` are offsets in the text, the end excluded.
sealed interface Token {
    int start();

    int end();

    /// A run of unquoted characters: a keyword, a number, or a field or a part of one.
    record Word(String text, int start, int end) implements Token {
        boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }
    }

    /// The text between two quotes of a kind, exactly as it stands there.
    record Quoted(char quote, String text, int start, int end) implements Token {
        boolean isString() {
            return quote != '`';
        }
    }

    /// A comparator, a parenthesis or a comma.
    record Symbol(String text, int start, int end) implements Token {}

    record End(int start) implements Token {
        @Override
        public int end() {
            return start;
        }
    }
}
