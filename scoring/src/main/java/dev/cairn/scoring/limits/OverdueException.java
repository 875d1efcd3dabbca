package dev.cairn.scoring.limits;

/// A call took longer than it may; the message goes on after what was done, and says that it was ended.
public final class OverdueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverdueException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
