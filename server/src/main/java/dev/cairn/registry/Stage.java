package dev.cairn.registry;

import dev.cairn.access.Level;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /// Whether somebody moves versions from a stage to another, as the managed platform has it.
    static boolean mayMove(Level level, String from, String to) {
        boolean isProduction = from.equals(PRODUCTION.wireName) || to.equals(PRODUCTION.wireName);
        return level.includes(isProduction ? Level.MANAGE_PRODUCTION_VERSIONS : Level.MANAGE_STAGING_VERSIONS);
    }

    /// The refusal of a move by who may not.
    static ApiException mayNotMove(String model, String from, String to) {
        return ApiException.denied(
                "To move versions of the model '%s' from %s to %s takes %s: make a request, or ask who manages the model."
                        .formatted(
                                model,
                                from,
                                to,
                                mayMove(Level.MANAGE_STAGING_VERSIONS, from, to)
                                        ? "CAN_MANAGE_STAGING_VERSIONS"
                                        : "CAN_MANAGE_PRODUCTION_VERSIONS"));
    }

    /// Whether versions that are in the stage go to Archived, as a request asks for or not.
    ///
    /// @param named as the request has the stage
    /// @throws ApiException `INVALID_PARAMETER_VALUE` if it asks so of a stage in which versions are not in use
    boolean archives(@Nullable Boolean asked, String named) {
        boolean archive = Boolean.TRUE.equals(asked);
        if (archive && !isActive()) {
            throw ApiException.invalid(
                    "Model version transition cannot archive existing model versions because '%s' is not an Active stage. Valid stages are ['Staging', 'Production']"
                            .formatted(named));
        }
        return archive;
    }

    /// Whether versions in the stage are in use, so that a new one can push them out.
    boolean isActive() {
        return this == STAGING || this == PRODUCTION;
    }
}
