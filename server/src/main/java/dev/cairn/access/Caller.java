package dev.cairn.access;

/// The authenticated sender of a request and the workspace that the request is about.
///
/// @param user    the name of an account
/// @param isAdmin whether they may do everything
public record Caller(String user, boolean isAdmin, Workspace workspace) {
    /// The one user of a server that has no accounts.
    public static final Caller LOCAL_OWNER = new Caller("local", true, Workspace.DEFAULT);

    /// Who calls what is open to anyone.
    public static final Caller ANYONE = new Caller("", false, Workspace.DEFAULT);

    /// Somebody who is no administrator.
    public Caller(String user, Workspace workspace) {
        this(user, false, workspace);
    }
}
