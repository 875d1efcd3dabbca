package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose mistake it is when a store refuses a call.
final class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "400, InvalidPart",
        "400, InvalidPartOrder",
        "400, EntityTooSmall",
        "400, KeyTooLongError",
        "400, InvalidArgument",
        "400, InvalidBlockList"
    })
    void whatAClientCanMendIsToldToIt(int status, String code) {
        assertThat(Refusals.of(status, code, code + " because").code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken",
        "400, InvalidToken",
        "400, RequestTimeout",
        "400, BadDigest",
        "400, AuthorizationHeaderMalformed",
        "403, AccessDenied",
        "409, OperationAborted",
        "500, InternalError",
        "400, ''"
    })
    void whatTheOperatorOrTimeHasToMendIsTriedAgain(int status, String code) {
        assertThat(Refusals.of(status, code, code + " because").code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
}
