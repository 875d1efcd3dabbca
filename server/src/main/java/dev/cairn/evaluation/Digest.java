package dev.cairn.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.text.Digests;
import java.util.HexFormat;

/// SHA-256 in hexadecimal digits.
final class Digest {
    private static final int SHORT = 8;

    private Digest() {}

    static String of(String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(UTF_8)));
    }

    /// What tells the states of a data set apart.
    static String ofDataset(String name, long lastUpdateTime) {
        return of(name + ":" + lastUpdateTime).substring(0, SHORT);
    }
}
