package dev.cairn.scoring.invocation;

import java.io.IOException;

/// Who waits for an answer, and is told of it while a model makes it.
@FunctionalInterface
public interface Asker {
    /// Who takes the answer whole, and is told nothing before.
    Asker NOBODY = () -> {};

    /// The model begins with the request, on whatever thread; never, if it waits in vain.
    void begins();

    /// Whether the answer may come in parts; asked where the request asks for that, only.
    default boolean takesParts() {
        return false;
    }

    /// Takes the next part of an answer, a JSON text, and returns when another one is wanted.
    ///
    /// @throws IOException if nobody wants any more
    default void take(byte[] part) throws IOException {
        throw new UnsupportedOperationException("An answer in parts, which nobody takes");
    }

    /// Takes instead of the next part why there are no more.
    ///
    /// @throws IOException if nobody wants to know
    default void takeFailure(String why) throws IOException {
        throw new UnsupportedOperationException("An answer in parts, which nobody takes");
    }
}
