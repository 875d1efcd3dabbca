package dev.cairn.client;

/// The caller is not signed in (status 401), or has no right to do this (status 403).
public final class NotAllowedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    NotAllowedException(int status, String code, String reason, String requestId) {
        super(status, code, reason, requestId);
    }
}
