package dev.cairn.http;

import dev.cairn.access.Act;
import dev.cairn.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The one exception whose message is shown to a client. Anything else becomes `INTERNAL_ERROR`.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int SHORTLY = 1;
    private static final int MEBIBYTE = 1 << 20;

    private final ErrorCode code;
    private final int retryAfterSeconds;
    private final transient Act.By by;
    private final transient Map<String, String> told;

    public ApiException(ErrorCode code, String message) {
        this(code, message, SHORTLY, Act.By.NOBODY, Map.of());
    }

    private ApiException(ErrorCode code, String message, int retryAfterSeconds, Act.By by, Map<String, String> told) {
        super(message, null, false, false);
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
        this.by = by;
        this.told = told;
    }

    public static ApiException invalid(String message) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }

    /// The refusal of a value, which is shown as JSON.
    ///
    /// @param path where in the request it is, such as `tags[2].key`
    public static ApiException invalidValue(String path, Object value, String why) {
        String json = new String(Json.write(value), StandardCharsets.UTF_8);
        return invalid("Invalid value %s for parameter '%s' supplied: %s".formatted(json, path, why));
    }

    public static ApiException badRequest(String message) {
        return new ApiException(ErrorCode.BAD_REQUEST, message);
    }

    /// The refusal of a body that has more than so many bytes.
    public static ApiException bodyTooLarge(int most) {
        return badRequest("The request body is larger than %s."
                .formatted(most < MEBIBYTE ? most + " bytes" : (most / MEBIBYTE) + " MiB"));
    }

    public static ApiException missing(String message) {
        return new ApiException(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
    }

    public static ApiException alreadyExists(String message) {
        return new ApiException(ErrorCode.RESOURCE_ALREADY_EXISTS, message);
    }

    public static ApiException denied(String message) {
        return new ApiException(ErrorCode.PERMISSION_DENIED, message);
    }

    public static ApiException invalidState(String message) {
        return new ApiException(ErrorCode.INVALID_STATE, message);
    }

    public static ApiException notImplemented(String message) {
        return new ApiException(ErrorCode.NOT_IMPLEMENTED, message);
    }

    /// The server is at its bound; the client may try again shortly.
    public static ApiException busy(String message) {
        return new ApiException(ErrorCode.TEMPORARILY_UNAVAILABLE, message);
    }

    /// The client asked too often, and may again after some seconds.
    public static ApiException tooMany(String message, int seconds) {
        return new ApiException(ErrorCode.REQUEST_LIMIT_EXCEEDED, message, seconds, Act.By.NOBODY, Map.of());
    }

    /// The same, of which it is known whose request it refuses before they are let in.
    ///
    /// @param tried in whose name it came, or was tried
    public ApiException by(Act.By tried) {
        return new ApiException(code, String.valueOf(getMessage()), retryAfterSeconds, tried, told);
    }

    /// The same, of which the audit log is told something that the client is not, such as the reason.
    ///
    /// @param field of a bounded set
    public ApiException telling(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(told);
        more.put(field, value);
        return new ApiException(code, String.valueOf(getMessage()), retryAfterSeconds, by, more);
    }

    Act.By by() {
        return by;
    }

    Map<String, String> told() {
        return told;
    }

    /// After how many seconds a request that was refused for now may be sent again.
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public ErrorCode code() {
        return code;
    }
}
