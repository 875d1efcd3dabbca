package dev.cairn.otlp;

/// A request that is no trace export, or one too many, with what its sender is told.
public final class OtlpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int BUSY = 503;

    private final int status;

    private OtlpException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /// A body that cannot be read.
    public static OtlpException unreadable(String detail) {
        return new OtlpException(400, detail);
    }

    /// A span that can be read but not be kept.
    public static OtlpException impossible(String detail) {
        return new OtlpException(422, detail);
    }

    /// A request that may be sent again shortly.
    static OtlpException busy(String detail) {
        return new OtlpException(BUSY, detail);
    }

    /// Whether the same request may be sent again shortly.
    public boolean isBusy() {
        return status == BUSY;
    }

    /// The HTTP status of the answer.
    public int status() {
        return status;
    }

    /// The sentence for the sender.
    public String detail() {
        return String.valueOf(getMessage());
    }
}
