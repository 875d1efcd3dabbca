package dev.cairn.scoring.trees;

/// A model file that cannot be scored here; the message says what is wrong with it, to be read after the file's name.
public final class BoosterFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BoosterFormatException(String message) {
        super(message);
    }

    BoosterFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
