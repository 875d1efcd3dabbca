package dev.cairn.config;

import java.nio.file.Path;

/// Where the key is that wraps the data keys.
public sealed interface KeyPlace {
    /// A file that the server makes and renews by itself.
    record Managed(Path file) implements KeyPlace {}

    /// A file that somebody else looks after; it may hold several keys, of which the first one wraps.
    record File(Path file) implements KeyPlace {}

    /// The keys themselves, of the variable `CAIRN_KEY`.
    record Text(String keys) implements KeyPlace {
        @Override
        public String toString() {
            return "Text[keys=…]";
        }
    }
}
