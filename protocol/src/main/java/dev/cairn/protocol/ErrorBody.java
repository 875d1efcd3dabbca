package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;

/// The JSON body of a failed response, as the stock clients read it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ErrorBody(String errorCode, String message, String sqlstate, String errorClass) {

    public static ErrorBody of(ErrorCode code, String message) {
        return new ErrorBody(code.name(), message, code.sqlState(), code.errorClass());
    }
}
