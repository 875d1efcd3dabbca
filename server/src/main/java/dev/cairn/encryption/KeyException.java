package dev.cairn.encryption;

/// Keys that are not the right ones, or something encrypted that was changed. The message is for the operator.
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyException(String message) {
        super(message);
    }

    KeyException(String message, Throwable cause) {
        super(message, cause);
    }

    static KeyException changed() {
        return new KeyException(
                "What was encrypted was changed, is another thing's, or is encrypted with another key.");
    }
}
