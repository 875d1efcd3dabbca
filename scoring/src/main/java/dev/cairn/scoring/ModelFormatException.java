package dev.cairn.scoring;

/// A model folder cannot be scored here; the message says what is wrong with it and what to do.
public sealed class ModelFormatException extends RuntimeException permits UnsupportedFlavorException {
    private static final long serialVersionUID = 1L;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
