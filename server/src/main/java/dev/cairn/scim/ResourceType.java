package dev.cairn.scim;

import dev.cairn.access.PrincipalKind;

/// The kinds of resource.
enum ResourceType {
    USER(PrincipalKind.USER, "User"),
    SERVICE_PRINCIPAL(PrincipalKind.SERVICE_PRINCIPAL, "ServicePrincipal"),
    GROUP(PrincipalKind.GROUP, "Group");

    private final PrincipalKind kind;
    private final String title;

    ResourceType(PrincipalKind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    static ResourceType of(PrincipalKind kind) {
        return switch (kind) {
            case USER -> USER;
            case SERVICE_PRINCIPAL -> SERVICE_PRINCIPAL;
            case GROUP -> GROUP;
        };
    }

    PrincipalKind kind() {
        return kind;
    }

    /// As `meta.resourceType` has it.
    String title() {
        return title;
    }

    /// Below which path they are.
    String path() {
        return title + "s";
    }

    String schema() {
        return Urns.CORE + title;
    }

    /// The attribute that is unique.
    String nameAttribute() {
        return switch (this) {
            case USER -> "userName";
            case SERVICE_PRINCIPAL -> "applicationId";
            case GROUP -> "displayName";
        };
    }
}
