package dev.cairn.client;

/// The server answered that it did not do what was asked.
public class RefusedException extends CairnException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;
    private final String requestId;

    protected RefusedException(int status, String code, String reason, String requestId) {
        super("%s (%s, HTTP %d%s)"
                .formatted(reason, code, status, requestId.isEmpty() ? "" : ", request " + requestId));
        this.status = status;
        this.code = code;
        this.reason = reason;
        this.requestId = requestId;
    }

    static RefusedException of(int status, String code, String reason, String requestId) {
        if (code.equals("RESOURCE_ALREADY_EXISTS")) {
            return new AlreadyExistsException(status, code, reason, requestId);
        }
        return switch (status) {
            case 401, 403 -> new NotAllowedException(status, code, reason, requestId);
            case 404 -> new NotFoundException(status, code, reason, requestId);
            default -> new RefusedException(status, code, reason, requestId);
        };
    }

    /// The status of the HTTP response, such as 400.
    public int status() {
        return status;
    }

    /// The server's `error_code`, such as `INVALID_PARAMETER_VALUE`; one of `dev.cairn.protocol.ErrorCode`, unless the
    /// server knows others. `HTTP_502` and the like where no such server answered.
    public String code() {
        return code;
    }

    /// What the server says about it, in a sentence.
    public String reason() {
        return reason;
    }

    /// By which the request is found in the server's log; empty if the server gave it no id.
    public String requestId() {
        return requestId;
    }
}
