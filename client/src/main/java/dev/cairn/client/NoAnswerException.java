package dev.cairn.client;

import org.jspecify.annotations.Nullable;

/// The server could not be reached, or the connection broke before its answer was there, as often as it was tried.
public final class NoAnswerException extends CairnException {
    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
