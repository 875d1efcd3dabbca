package dev.cairn.remote;

import java.io.IOException;

/// A pod answers with more than is taken, which it would do again.
final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param what is too long
    /// @param most bytes that it may have, in whole MiB
    TooLongException(String what, int most) {
        super("%s has more than %d MiB.".formatted(what, most >> 20));
    }

    /// A sentence for people.
    String words() {
        return String.valueOf(getMessage());
    }
}
