package dev.cairn.scoring.sklearn;

/// A file is not what skops writes; the message goes on after the name of the file, as in "the file 'model.skops' …".
public final class SkopsFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkopsFormatException(String message) {
        super(message);
    }

    SkopsFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
