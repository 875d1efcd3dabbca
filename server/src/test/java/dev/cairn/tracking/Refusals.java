package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Assertions about what a client is told.
public final class Refusals {
    private Refusals() {}

    public static AbstractStringAssert<?> assertInvalid(ThrowingCallable call) {
        return assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, call);
    }

    public static AbstractStringAssert<?> assertMissing(ThrowingCallable call) {
        return assertRefused(ErrorCode.RESOURCE_DOES_NOT_EXIST, call);
    }

    /// Checks the code of a refusal and goes on with its message.
    public static AbstractStringAssert<?> assertRefused(ErrorCode code, ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(ApiException.class);
        ApiException refusal = (ApiException) thrown;
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        return assertThat(refusal.getMessage());
    }
}
