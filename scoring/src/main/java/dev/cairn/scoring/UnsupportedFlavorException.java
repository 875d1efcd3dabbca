package dev.cairn.scoring;

/// A model has no flavour that is scored in this JVM. The message says which it has, and is for people.
public final class UnsupportedFlavorException extends ModelFormatException {
    private static final long serialVersionUID = 1L;

    public UnsupportedFlavorException(String message) {
        super(message);
    }
}
