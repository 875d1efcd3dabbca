package dev.cairn.client;

/// Something of that name is there already, perhaps in the trash.
public final class AlreadyExistsException extends RefusedException {
    private static final long serialVersionUID = 1L;

    AlreadyExistsException(int status, String code, String reason, String requestId) {
        super(status, code, reason, requestId);
    }
}
