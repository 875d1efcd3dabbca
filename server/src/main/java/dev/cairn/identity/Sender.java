package dev.cairn.identity;

import dev.cairn.protocol.identity.User;

/// Who sent a request.
///
/// @param isActive      whether they may sign in
/// @param rightsVersion what is remembered of their rights holds as long as this is the same
record Sender(User user, boolean isActive, long rightsVersion) {}
