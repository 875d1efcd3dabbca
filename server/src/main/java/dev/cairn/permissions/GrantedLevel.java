package dev.cairn.permissions;

import dev.cairn.access.Level;
import dev.cairn.http.ApiException;

/// The levels of permissions in MLflow's words.
final class GrantedLevel {
    private static final String DENY = "DENY";

    private static final String EVERYWHERE = "READ, USE, EDIT, MANAGE, DENY";
    private static final String ON_VERSIONS = "MANAGE_STAGING_VERSIONS, MANAGE_PRODUCTION_VERSIONS";

    private GrantedLevel() {}

    static Level of(String wireName) {
        return switch (wireName) {
            case DENY -> Level.NONE;
            case "READ", "USE", "EDIT", "MANAGE_STAGING_VERSIONS", "MANAGE_PRODUCTION_VERSIONS", "MANAGE" ->
                Level.valueOf(wireName);
            default ->
                throw ApiException.invalid(
                        "Invalid permission '%s'. Valid permissions are: %s; on registered models and prompts %s too."
                                .formatted(wireName, EVERYWHERE, ON_VERSIONS));
        };
    }

    /// What somebody may do with a thing, as it is told.
    static String told(Level level) {
        return level == Level.NONE ? "NO_PERMISSIONS" : word(level);
    }

    /// A level in the words of our own routes, which have those about stages too.
    static String exactly(Level level) {
        return level == Level.NONE ? DENY : level.name();
    }

    /// MLflow has no words for the levels about stages.
    private static String word(Level level) {
        return switch (level) {
            case MANAGE_STAGING_VERSIONS, MANAGE_PRODUCTION_VERSIONS -> Level.EDIT.name();
            case NONE, READ, USE, EDIT, MANAGE -> level.name();
        };
    }

    /// Refuses what no role may give on a type.
    static void check(String wireName, GrantedType type) {
        Level level = of(wireName);
        if (wireName.endsWith("_VERSIONS") && type != GrantedType.REGISTERED_MODEL && type != GrantedType.PROMPT) {
            throw ApiException.invalid(
                    "The permission %s is given on registered models and prompts alone. Valid permissions on %s are: %s."
                            .formatted(wireName, type.wireName(), EVERYWHERE));
        }
        if (type == GrantedType.WORKSPACE && level != Level.USE && level != Level.MANAGE) {
            throw ApiException.invalid(
                    "Permissions on a workspace are USE (sees everything, and creates) and MANAGE, not %s."
                            .formatted(wireName));
        }
    }
}
