package dev.cairn.access;

/// The authenticated sender of a request, the workspace that the request is about, and what they may do there.
///
/// @param user    the name of an account
/// @param isAdmin whether they may do everything
/// @param rights  in the workspace
/// @param asked   what the route of the request needs of them
/// @param via     by what they showed who they are, such as `token=5f3c…` or `password`; empty where they did not
public record Caller(String user, boolean isAdmin, Workspace workspace, Rights rights, Permission asked, String via) {
    /// The one user of a server that has no accounts.
    public static final Caller LOCAL_OWNER =
            new Caller("local", true, Workspace.DEFAULT, Rights.ALL, Permission.signedIn());

    /// Who calls what is open to anyone.
    public static final Caller ANYONE = new Caller("", false, Workspace.DEFAULT, Rights.NONE, Permission.open());

    /// Somebody who showed nothing.
    public Caller(String user, boolean isAdmin, Workspace workspace, Rights rights, Permission asked) {
        this(user, isAdmin, workspace, rights, asked, "");
    }

    /// What makes a name somebody's, whatever the case of its letters.
    public static String key(String username) {
        return PrincipalKind.USER.key(username);
    }

    /// Whether this is their account's name.
    public boolean is(String username) {
        return key(user).equals(key(username));
    }

    /// The server itself at work in a workspace.
    public static Caller itself(Workspace workspace) {
        return new Caller("", false, workspace, Rights.ALL, Permission.signedIn());
    }

    /// The same, whose request needs this.
    public Caller asking(Permission permission) {
        return new Caller(user, isAdmin, workspace, rights, permission, via);
    }

    /// As the audit log names them.
    public Act.By by() {
        return new Act.By(user, via, asked.isOfWorkspace() ? workspace.name() : "");
    }

    /// The same, in another workspace.
    public Caller in(Workspace other) {
        return new Caller(user, isAdmin, other, rights, asked, via);
    }

    /// The same, who just looks: at what they refer to in a request to change something else.
    public Caller looking() {
        return asking(Permission.signedIn());
    }
}
