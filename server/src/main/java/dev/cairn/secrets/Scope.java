package dev.cairn.secrets;

import dev.cairn.protocol.secrets.AclPermission;

/// A scope that somebody sees.
///
/// @param id   never given twice
/// @param mine the most that they may do with it
record Scope(String id, String name, AclPermission mine) {}
