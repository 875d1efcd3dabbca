package dev.cairn.remote;

import java.io.IOException;

/// A pod answers with more than is taken, which it would do again.
final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String words;

    /// @param what is too long
    /// @param most bytes that it may have, in whole MiB
    TooLongException(String what, int most) {
        this("%s has more than %d MiB.".formatted(what, most >> 20));
    }

    private TooLongException(String words) {
        super(words);
        this.words = words;
    }

    /// A sentence for people.
    String words() {
        return words;
    }
}
