package dev.cairn.catalog;

import dev.cairn.http.ApiException;
import java.util.Locale;

/// The kinds of what privileges may be granted on, each lying in one of the kind before it.
enum Securable {
    METASTORE(0),
    CATALOG(1),
    SCHEMA(2),
    MODEL(3);

    private final int names;

    Securable(int names) {
        this.names = names;
    }

    /// How many names the full name of one has.
    int names() {
        return names;
    }

    /// The kind of a thing with so many names.
    static Securable named(int names) {
        return switch (names) {
            case 0 -> METASTORE;
            case 1 -> CATALOG;
            case 2 -> SCHEMA;
            default -> MODEL;
        };
    }

    /// The kind that a client means: the platform's SDKs call a model a function.
    static Securable of(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "METASTORE" -> METASTORE;
            case "CATALOG" -> CATALOG;
            case "SCHEMA" -> SCHEMA;
            case "FUNCTION", "MODEL", "REGISTERED_MODEL" -> MODEL;
            default ->
                throw ApiException.invalid(
                        "Nothing of the type '%s' is in this catalogue: say metastore, catalog, schema or function, which stands for a registered model."
                                .formatted(type));
        };
    }

    /// On the wire, where a model is a function.
    String wireName() {
        return this == MODEL ? "FUNCTION" : name();
    }

    boolean isWithin(Securable other) {
        return compareTo(other) >= 0;
    }

    /// In a sentence.
    String words() {
        return this == MODEL
                ? "Registered Model"
                : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
