package dev.cairn.access;

/// MLflow's permission levels, weakest first; each includes those before it.
public enum Level {
    /// Not even to know that it is there.
    NONE,
    READ,
    USE,
    EDIT,
    MANAGE;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }
}
