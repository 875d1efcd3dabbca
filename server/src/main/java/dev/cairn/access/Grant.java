package dev.cairn.access;

/// What a role gives: a level on a thing, or on all of a kind.
///
/// @param pattern an id or a name, or [#ANY]
/// @param level   `NONE` denies, whatever else is granted on the same kind
public record Grant(Resource kind, String pattern, Level level) {
    /// The pattern of all things of a kind.
    public static final String ANY = "*";
}
