package dev.cairn.image;

import java.io.Serial;

/// An image, or what one is to be made of, does not fit; the message says why.
final class BadImageException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    BadImageException(String message) {
        super(message);
    }

    BadImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
