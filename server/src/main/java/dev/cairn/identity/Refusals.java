package dev.cairn.identity;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;

/// How people are told that they may not. Nothing of it says whether an account exists.
final class Refusals {
    private Refusals() {}

    static ApiException unauthenticated(String message) {
        return new ApiException(ErrorCode.UNAUTHENTICATED, message);
    }

    static ApiException noSuchUser(String username) {
        return ApiException.missing("User with username=%s not found".formatted(username));
    }
}
