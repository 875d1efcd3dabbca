package dev.cairn.identity;

import dev.cairn.protocol.identity.User;

/// Who sent a request.
///
/// @param isActive      whether they may sign in
/// @param isReader      whether what they showed lets them look alone
/// @param rightsVersion what is remembered of their rights holds as long as this is the same
record Sender(User user, boolean isActive, boolean isReader, long rightsVersion) {
    /// The same, whose token only reads.
    Sender justReading() {
        return new Sender(user, isActive, true, rightsVersion);
    }
}
