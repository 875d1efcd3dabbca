package dev.cairn.protocol;

/// The `error_code` of a failed response, the HTTP status that it is sent with, and MLflow's `error_class` and
/// `sqlstate` beside it (empty where the reference sends neither).
public enum ErrorCode {
    BAD_REQUEST(400, "INVALID_PARAMETER_VALUE", "KAM00"),
    INVALID_PARAMETER_VALUE(400, "INVALID_PARAMETER_VALUE", "KAM00"),
    RESOURCE_ALREADY_EXISTS(400, "RESOURCE_ALREADY_EXISTS", "KAM00"),
    RESOURCE_LIMIT_EXCEEDED(400, "", ""),
    FEATURE_DISABLED(400, "FEATURE_DISABLED", "KAM00"),
    INVALID_STATE(400, "CLIENT_INTERNAL_ERROR", "XXM00"),
    UNAUTHENTICATED(401, "", ""),
    PERMISSION_DENIED(403, "", ""),
    ENDPOINT_NOT_FOUND(404, "", ""),
    NOT_FOUND(404, "", ""),
    RESOURCE_DOES_NOT_EXIST(404, "RESOURCE_NOT_FOUND", "KAM00"),
    ALREADY_EXISTS(409, "", ""),
    RESOURCE_CONFLICT(409, "", ""),
    QUOTA_EXCEEDED(413, "", ""),
    REQUEST_LIMIT_EXCEEDED(429, "", ""),
    INTERNAL_ERROR(500, "CLIENT_INTERNAL_ERROR", "XXM00"),
    NOT_IMPLEMENTED(501, "", ""),
    TEMPORARILY_UNAVAILABLE(503, "", ""),
    DEADLINE_EXCEEDED(504, "", "");

    private final int status;
    private final String errorClass;
    private final String sqlState;

    ErrorCode(int status, String errorClass, String sqlState) {
        this.status = status;
        this.errorClass = errorClass;
        this.sqlState = sqlState;
    }

    public int status() {
        return status;
    }

    public String errorClass() {
        return errorClass;
    }

    public String sqlState() {
        return sqlState;
    }
}
