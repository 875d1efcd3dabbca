package dev.cairn.modelserver;

import java.io.Serial;

/// Why a tracking server gave no model, in a sentence for whoever asked for it.
public final class TrackingServerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TrackingServerException(String message) {
        super(message);
    }

    TrackingServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
