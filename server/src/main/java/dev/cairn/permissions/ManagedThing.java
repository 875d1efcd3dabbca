package dev.cairn.permissions;

/// A thing that the managed platform's clients name by a number.
///
/// @param pattern by which what is granted on it names it
record ManagedThing(ManagedType type, String id, GrantedType granted, String pattern) {
    /// As answers have it.
    String path() {
        return "/" + type.path() + "/" + id;
    }
}
