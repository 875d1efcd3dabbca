package dev.cairn.client;

import org.jspecify.annotations.Nullable;

/// Something that was asked of a server did not come to pass.
public class CairnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CairnException(String message) {
        super(message);
    }

    public CairnException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
