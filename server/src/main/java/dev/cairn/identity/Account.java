package dev.cairn.identity;

import dev.cairn.protocol.identity.User;

/// An account as it is stored.
record Account(User user, String passwordHash) {
    @Override
    public String toString() {
        return user.toString(); // the hash stays out of whatever is written
    }
}
