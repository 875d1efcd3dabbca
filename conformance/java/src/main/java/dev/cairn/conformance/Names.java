package dev.cairn.conformance;

import java.util.UUID;

/** Names that no other run of the suite has used. */
final class Names {

    private Names() {}

    static String unique(String word) {
        return word + "-" + UUID.randomUUID();
    }
}
