package dev.cairn.scoring.sklearn;

/// An estimator that is not known here; the message goes on after "the model …".
public final class OnlyPythonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnlyPythonException(String message) {
        super(message);
    }
}
