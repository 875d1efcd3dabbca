package dev.cairn.identity;

import dev.cairn.protocol.identity.User;

/// An account as it is stored.
record Account(Sender sender, String passwordHash) {
    User user() {
        return sender.user();
    }

    @Override
    public String toString() {
        return sender.toString(); // the hash stays out of whatever is written
    }
}
