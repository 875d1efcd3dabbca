package dev.cairn.protocol.secrets;

/// What somebody may do with a scope of secrets, weakest first. Each includes those before it.
public enum AclPermission {
    /// To see which secrets there are, and to read them.
    READ,
    /// Besides: to put and to delete them.
    WRITE,
    /// Besides: to say who may do what, and to delete the scope.
    MANAGE;

    public boolean includes(AclPermission other) {
        return compareTo(other) >= 0;
    }
}
