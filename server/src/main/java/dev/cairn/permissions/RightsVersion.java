package dev.cairn.permissions;

/// Tells all servers that rights changed. Whoever is let in has the number read along with their name; it grows with
/// each change of their rights.
public final class RightsVersion {
    /// The name of the column.
    public static final String NAME = "known_rights_version";

    /// The column, of a query about `users`.
    public static final String COLUMN = "users.rights_version + (SELECT version FROM rights_version) AS " + NAME;

    private RightsVersion() {}
}
