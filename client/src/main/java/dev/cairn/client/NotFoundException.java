package dev.cairn.client;

/// There is no such thing, or nothing that the caller may see.
public final class NotFoundException extends RefusedException {
    private static final long serialVersionUID = 1L;

    NotFoundException(int status, String code, String reason, String requestId) {
        super(status, code, reason, requestId);
    }
}
