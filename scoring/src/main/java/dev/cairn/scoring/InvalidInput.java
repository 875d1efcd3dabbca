package dev.cairn.scoring;

/// A request that the model cannot answer; to be sent as status 400 with this `errorCode` and message, which are
/// those of MLflow's scoring server except that the data is never repeated.
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    private InvalidInput(String errorCode, String message) {
        super(message, null, false, false);
        this.errorCode = errorCode;
    }

    /// The body is not one of the four forms, or breaks the rules of its form.
    public static InvalidInput malformed(String message) {
        return new InvalidInput("BAD_REQUEST", "Invalid input. " + message);
    }

    /// The body names no form, or more than one.
    public static InvalidInput form(String message) {
        return new InvalidInput("BAD_REQUEST", message);
    }

    /// A column or tensor has values that its declared type cannot hold.
    public static InvalidInput conversion(String name, String from, String to) {
        return malformed(
                "Data is not compatible with model signature. Failed to convert column %s to type '%s'. Error: 'can not safely convert %s'"
                        .formatted(name, to, from));
    }

    /// The data is well formed but does not match the model's signature.
    public static InvalidInput schema(String message) {
        return new InvalidInput(
                "INVALID_PARAMETER_VALUE", "Failed to enforce schema of the input data. Error: " + message);
    }

    /// The model itself refused the data.
    public static InvalidInput evaluation(String message) {
        return new InvalidInput(
                "BAD_REQUEST",
                "Encountered an unexpected error while evaluating the model. Verify that the input is compatible with the"
                        + " model for inference. Error: " + message);
    }

    /// MLflow's name of the error: `BAD_REQUEST` or `INVALID_PARAMETER_VALUE`.
    public String errorCode() {
        return errorCode;
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
