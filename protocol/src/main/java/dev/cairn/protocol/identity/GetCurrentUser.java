package dev.cairn.protocol.identity;

/// `GET users/current`: the caller's own account.
public record GetCurrentUser() {

    /// The account.
    ///
    /// @param isBasicAuth whether the account has a password that its owner can change here
    public record Response(User user, boolean isBasicAuth) {}
}
