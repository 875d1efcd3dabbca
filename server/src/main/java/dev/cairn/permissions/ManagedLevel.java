package dev.cairn.permissions;

import dev.cairn.access.Level;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The managed platform's words for levels, and what is stored for them. The two about stages are of models alone.
enum ManagedLevel {
    CAN_READ("READ", "Can view"),
    CAN_EDIT("EDIT", "Can change"),
    CAN_MANAGE_STAGING_VERSIONS("MANAGE_STAGING_VERSIONS", "Can change, and move versions to and from Staging"),
    CAN_MANAGE_PRODUCTION_VERSIONS("MANAGE_PRODUCTION_VERSIONS", "Can change, and move versions to all stages"),
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
        return Arrays.stream(values())
                .filter(level -> type == ManagedType.REGISTERED_MODELS || !level.isOfStages())
                .toList();
    }

    private boolean isOfStages() {
        return this == CAN_MANAGE_STAGING_VERSIONS || this == CAN_MANAGE_PRODUCTION_VERSIONS;
    }

    /// What a stored word is told as; empty for a denial.
    static Optional<ManagedLevel> ofStored(String word) {
        Optional<ManagedLevel> same = Arrays.stream(values())
                .filter(level -> level.stored.equals(word))
                .findFirst();
        return same.isPresent() ? same : of(GrantedLevel.of(word));
    }

    /// What a level is told as; empty where there is none.
    static Optional<ManagedLevel> of(Level level) {
        return switch (level) {
            case NONE -> Optional.empty();
            case READ, USE -> Optional.of(CAN_READ);
            case EDIT -> Optional.of(CAN_EDIT);
            case MANAGE_STAGING_VERSIONS -> Optional.of(CAN_MANAGE_STAGING_VERSIONS);
            case MANAGE_PRODUCTION_VERSIONS -> Optional.of(CAN_MANAGE_PRODUCTION_VERSIONS);
            case MANAGE -> Optional.of(CAN_MANAGE);
        };
    }

    String stored() {
        return stored;
    }

    String description() {
        return description;
    }
}
