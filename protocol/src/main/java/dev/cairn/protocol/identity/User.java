package dev.cairn.protocol.identity;

/// A person with an account.
///
/// @param id       of the row, by which MLflow's clients know it
/// @param username unique, whatever the case of its letters
/// @param isAdmin  whether they may do everything
public record User(long id, String username, boolean isAdmin) {}
