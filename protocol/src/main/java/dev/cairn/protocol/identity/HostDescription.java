package dev.cairn.protocol.identity;

/// What the managed platform's SDKs ask a server before anything else.
///
/// @param oidcEndpoint below which its [AuthorizationServer] is described
/// @param workspaceId  of the default workspace
public record HostDescription(String oidcEndpoint, String workspaceId) {}
