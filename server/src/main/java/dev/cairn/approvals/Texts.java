package dev.cairn.approvals;

import dev.cairn.text.Lengths;
import org.jspecify.annotations.Nullable;

/// How long what is said may be, as on the managed platform.
final class Texts {
    private static final int MAX_COMMENT = 65_535;

    private Texts() {}

    static void check(@Nullable String comment) {
        if (comment != null) {
            Lengths.check("comment", MAX_COMMENT, comment);
        }
    }
}
