package dev.cairn.access;

/// MLflow's permission levels and the managed platform's two about stages, weakest first.
/// Each includes those before it.
public enum Level {
    /// Not even to know that it is there.
    NONE,
    READ,
    USE,
    EDIT,
    /// Besides: to move versions between None, Staging and Archived.
    MANAGE_STAGING_VERSIONS,
    /// Besides: to move versions between all stages.
    MANAGE_PRODUCTION_VERSIONS,
    MANAGE;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }
}
