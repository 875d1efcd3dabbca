package dev.cairn.scim;

/// The refusal of a filter or of a change that cannot be read.
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String scimType;

    private Malformed(String scimType, String message) {
        super(message, null, false, false);
        this.scimType = scimType;
    }

    static Malformed filter(String message) {
        return new Malformed("invalidFilter", message);
    }

    static Malformed path(String message) {
        return new Malformed("invalidPath", message);
    }

    static Malformed noTarget(String path) {
        return new Malformed("noTarget", "There is nothing at '%s'.".formatted(path));
    }

    static Malformed syntax(String message) {
        return new Malformed("invalidSyntax", message);
    }

    static Malformed value(String message) {
        return new Malformed("invalidValue", message);
    }

    /// As RFC 7644 names what is wrong (table 9).
    String scimType() {
        return scimType;
    }
}
