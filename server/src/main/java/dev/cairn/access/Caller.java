package dev.cairn.access;

/// The authenticated sender of a request and the workspace that the request is about.
public record Caller(String user, Workspace workspace) {
    /// The one user of a server on loopback that has no accounts.
    public static final Caller LOCAL_OWNER = new Caller("local", Workspace.DEFAULT);
}
