package dev.cairn.protocol;

/// A request record was built without a field that it requires.
public final class MissingParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    public MissingParameter(String parameter) {
        super("Missing value for required parameter '%s'.".formatted(parameter));
        this.parameter = parameter;
    }

    /// The name of the field on the wire.
    public String parameter() {
        return parameter;
    }
}
