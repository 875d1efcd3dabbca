package dev.cairn.deploy;

/// A cluster cannot be asked, or refuses, in a sentence for people.
public final class ClusterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean isAway;

    ClusterException(String message, boolean isAway, Throwable cause) {
        super(message, cause);
        this.isAway = isAway;
    }

    /// Whether it does not answer, and may in a moment.
    public boolean isAway() {
        return isAway;
    }
}
