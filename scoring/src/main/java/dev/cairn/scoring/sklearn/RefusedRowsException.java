package dev.cairn.scoring.sklearn;

/// Rows that the estimator refuses, in the library's words.
public final class RefusedRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedRowsException(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
