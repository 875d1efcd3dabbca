package dev.cairn.outgoing;

import java.io.IOException;

/// Somewhere that nothing is sent to, with a sentence that says why.
public final class BadDestination extends IOException {
    private static final long serialVersionUID = 1L;

    BadDestination(String why) {
        super(why);
    }
}
