package dev.cairn.scoring.invocation;

/// An answer would have more bytes than one may have; to be sent as status 500 with this message, which is that of the
/// processes of models that need Python.
public final class AnswerTooLargeException extends RuntimeException {
    /// Bytes of an answer at most.
    static final int MOST = 64 << 20;

    private static final long serialVersionUID = 1L;
    private static final int MEBIBYTE = 1 << 20;

    AnswerTooLargeException() {
        super(
                "The answer is larger than %d MiB, which is all that it may have.".formatted(MOST / MEBIBYTE),
                null,
                false,
                false);
    }

    /// @throws AnswerTooLargeException where so many bytes are too many
    static void require(long bytes) {
        if (bytes > MOST) {
            throw new AnswerTooLargeException();
        }
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
