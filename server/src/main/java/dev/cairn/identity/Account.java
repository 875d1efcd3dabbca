package dev.cairn.identity;

import dev.cairn.access.PrincipalKind;
import dev.cairn.protocol.identity.User;

/// An account as it is stored.
record Account(Sender sender, PrincipalKind kind, String passwordHash) {
    User user() {
        return sender.user();
    }

    /// Whether the account of the name is this one, with the same password.
    boolean isStill(Account now) {
        return user().id() == now.user().id() && passwordHash.equals(now.passwordHash);
    }

    /// Whether it is that of a program, which has no password.
    boolean isProgram() {
        return kind == PrincipalKind.SERVICE_PRINCIPAL;
    }

    /// Whether there is one with which its owner could sign in.
    boolean hasPassword() {
        return !passwordHash.equals(Passwords.NOBODYS);
    }

    @Override
    public String toString() {
        return sender.toString(); // the hash stays out of whatever is written
    }
}
