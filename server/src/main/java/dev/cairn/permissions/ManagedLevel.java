package dev.cairn.permissions;

import dev.cairn.access.Level;
import dev.cairn.http.ApiException;
import java.util.List;
import java.util.Optional;

/// The managed platform's words for levels, and what is stored for them, weakest first. Each is of some types alone.
enum ManagedLevel {
    CAN_READ("READ", "Can view"),
    CAN_EDIT("EDIT", "Can change"),
    CAN_MANAGE_STAGING_VERSIONS("MANAGE_STAGING_VERSIONS", "Can change, and move versions to and from Staging"),
    CAN_MANAGE_PRODUCTION_VERSIONS("MANAGE_PRODUCTION_VERSIONS", "Can change, and move versions to all stages"),
    CAN_VIEW("READ", "Can view"),
    CAN_QUERY("USE", "Can view, and ask what is served"),
    CAN_MANAGE("MANAGE", "Can change, delete, and say who may do what");

    private final String stored;
    private final String description;

    ManagedLevel(String stored, String description) {
        this.stored = stored;
        this.description = description;
    }

    static ManagedLevel of(String wireName, ManagedType type) {
        return in(type).stream()
                .filter(level -> level.name().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "Invalid permission_level '%s'. Valid levels are: %s.".formatted(wireName, in(type))));
    }

    static List<ManagedLevel> in(ManagedType type) {
        return switch (type) {
            case EXPERIMENTS -> List.of(CAN_READ, CAN_EDIT, CAN_MANAGE);
            case REGISTERED_MODELS ->
                List.of(CAN_READ, CAN_EDIT, CAN_MANAGE_STAGING_VERSIONS, CAN_MANAGE_PRODUCTION_VERSIONS, CAN_MANAGE);
            case SERVING_ENDPOINTS -> List.of(CAN_VIEW, CAN_QUERY, CAN_MANAGE);
        };
    }

    /// What a stored word is told as; empty for a denial.
    static Optional<ManagedLevel> ofStored(String word, ManagedType type) {
        Optional<ManagedLevel> same =
                in(type).stream().filter(level -> level.stored.equals(word)).findFirst();
        return same.isPresent() ? same : of(GrantedLevel.of(word), type);
    }

    /// The strongest of a type that a level includes; empty where there is none.
    static Optional<ManagedLevel> of(Level level, ManagedType type) {
        return in(type).reversed().stream()
                .filter(managed -> level.includes(GrantedLevel.of(managed.stored)))
                .findFirst();
    }

    String stored() {
        return stored;
    }

    String description() {
        return description;
    }
}
