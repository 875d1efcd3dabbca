package dev.cairn.access;

/// MLflow's permission levels, weakest first; each includes those before it.
public enum Level {
    READ,
    USE,
    EDIT,
    MANAGE
}
