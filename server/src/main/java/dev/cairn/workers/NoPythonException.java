package dev.cairn.workers;

/// The Python that an environment is to have cannot be had now.
final class NoPythonException extends WorkerException {
    private static final long serialVersionUID = 1L;

    NoPythonException(String message) {
        super(message);
    }
}
