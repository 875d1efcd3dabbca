package dev.cairn.registry;

import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How far a version has come on its way to production.
enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    /// Where deleted versions are, which no client sees.
    static final String DELETED = "Deleted_Internal";

    private final String wireName;

    Stage(String wireName) {
        this.wireName = wireName;
    }

    /// The stage of a name on the wire, in any case.
    static Stage of(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.wireName.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("Invalid Model Version stage: %s. Value must be one of %s."
                        .formatted(
                                name,
                                Arrays.stream(values()).map(Stage::wireName).collect(Collectors.joining(", ")))));
    }

    String wireName() {
        return wireName;
    }

    /// Whether versions in the stage are in use, so that a new one can push them out.
    boolean isActive() {
        return this == STAGING || this == PRODUCTION;
    }
}
