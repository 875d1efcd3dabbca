package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import org.jspecify.annotations.Nullable;

/// A request that the model cannot answer; to be sent as status 400 with this `errorCode` and message, which are
/// those of MLflow's scoring server except that the data is not repeated, but for the one value that is wrong.
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String BAD_REQUEST = "BAD_REQUEST";
    private static final String INVALID_PARAMETER_VALUE = "INVALID_PARAMETER_VALUE";
    private static final String INVALID_INPUT = "Invalid input. ";
    private static final String PREDICTING = "Failed to predict data. \nError: ";
    private static final int MAX_TEXT = 200;
    private static final int MAX_SCHEMA = 4_000;

    private final String errorCode;
    private final boolean againstSchema;
    /// What is wrong without what leads up to it, null where nothing does.
    private final @Nullable String detail;

    private InvalidInput(String errorCode, String message, boolean againstSchema, @Nullable String detail) {
        super(message, null, false, false);
        this.errorCode = errorCode;
        this.againstSchema = againstSchema;
        this.detail = detail;
    }

    private InvalidInput(String errorCode, String message) {
        this(errorCode, message, false, null);
    }

    /// The body is not one of the four forms, or breaks the rules of its form.
    public static InvalidInput malformed(String message) {
        return new InvalidInput(BAD_REQUEST, INVALID_INPUT + message);
    }

    /// The body names no form, or more than one.
    public static InvalidInput form(String message) {
        return new InvalidInput(BAD_REQUEST, message);
    }

    /// A column or tensor has values that its declared type cannot hold.
    public static InvalidInput conversion(String name, String from, String to) {
        return failed(
                name, to, "can not safely convert " + from, "can not safely convert %s to %s".formatted(from, to));
    }

    /// A column or tensor has a value that is none of its declared type.
    ///
    /// @param kind the class of Python's exception
    static InvalidInput unconvertible(String name, String type, String kind, String text) {
        return failed(name, type, "%s(%s)".formatted(kind, PythonText.quoted(text)), text);
    }

    private static InvalidInput failed(String name, String type, String error, String detail) {
        String message =
                "Data is not compatible with model signature. Failed to convert column %s to type '%s'. Error: '%s'"
                        .formatted(name, type, error);
        return new InvalidInput(BAD_REQUEST, INVALID_INPUT + message, false, detail);
    }

    /// The same about an array, which is not called a column.
    InvalidInput inArray() {
        return detail == null || againstSchema ? this : malformed(detail);
    }

    /// The data is well formed but does not match the model's signature.
    public static InvalidInput schema(String message) {
        return new InvalidInput(
                INVALID_PARAMETER_VALUE,
                "Failed to enforce schema of the input data. Error: " + message,
                true,
                message);
    }

    /// The same with the signature that was not matched.
    InvalidInput against(Schema schema) {
        if (!againstSchema) {
            return this;
        }
        String printed = schema.toString();
        String shown = printed.length() > MAX_SCHEMA ? printed.substring(0, MAX_SCHEMA) + "…" : printed;
        String message =
                "%sFailed to enforce schema of data with schema '%s'. Error: %s".formatted(PREDICTING, shown, detail);
        return new InvalidInput(INVALID_PARAMETER_VALUE, message, true, detail);
    }

    /// The parameters of the request are none, or not of their types.
    static InvalidInput params(String message) {
        return new InvalidInput(INVALID_PARAMETER_VALUE, PREDICTING + message);
    }

    /// The model itself refused the data.
    public static InvalidInput evaluation(String message) {
        return new InvalidInput(
                BAD_REQUEST,
                "Encountered an unexpected error while evaluating the model. Verify that the input is compatible with the"
                        + " model for inference. Error: " + message);
    }

    /// A value of a request as messages show it.
    static String shown(String value) {
        return value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) + "…" : value;
    }

    /// MLflow's name of the error: `BAD_REQUEST` or `INVALID_PARAMETER_VALUE`.
    public String errorCode() {
        return errorCode;
    }

    /// MLflow's name of the kind of error.
    public String errorClass() {
        return againstSchema ? "SCHEMA_ENFORCEMENT_FAILED" : INVALID_PARAMETER_VALUE;
    }

    /// MLflow's code of the kind of error.
    public String sqlState() {
        return againstSchema ? "KAM01" : "KAM00";
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
