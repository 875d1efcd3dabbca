package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.access.Grant;
import dev.cairn.access.Level;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;

/// What a caller may do with the permissions of others, in whatever workspace. Administrators of the server manage all.
final class Standing {
    private final Transaction tx;
    private final Caller caller;

    Standing(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// What they may do in a workspace.
    Rights in(Workspace workspace) {
        if (caller.isAdmin() || workspace.id() == caller.workspace().id()) {
            return caller.isAdmin() ? Rights.ALL : caller.rights();
        }
        return new RoleStore(tx)
                .user(caller.user())
                .map(user -> new RightsStore(tx).of(user, workspace.id()))
                .orElse(Rights.NONE);
    }

    /// Whether they may know what a role gives.
    boolean sees(StoredRole role) {
        Rights rights = in(role.workspace());
        return rights.isAll() || (role.user() == null ? !rights.isEmpty() : isSelf(role.user()));
    }

    private boolean isSelf(long user) {
        return new RoleStore(tx)
                .user(caller.user())
                .filter(self -> self == user)
                .isPresent();
    }

    /// @throws ApiException as for a workspace that is not there, if they see nothing of it
    void requireManages(Workspace workspace) {
        Guard.requireManages(requireIn(workspace), workspace);
    }

    /// That they see something of a workspace.
    Rights requireIn(Workspace workspace) {
        Rights rights = in(workspace);
        if (rights.isEmpty() && !workspace.equals(Workspace.DEFAULT)) {
            throw noSuchWorkspace(workspace.name());
        }
        return rights;
    }

    /// That they may say who does what with a thing of their workspace, or with all of a kind.
    void requireGrants(GrantedType type, String pattern) {
        if (pattern.equals(Grant.ANY) || type.resource() == null) {
            Guard.requireManages(caller.rights(), caller.workspace());
            return;
        }
        Level level = caller.rights().level(type.resource(), pattern);
        if (level == Level.NONE) {
            throw ApiException.missing(
                    "There is no %s '%s'.".formatted(type.resource().words(), pattern));
        }
        if (level != Level.MANAGE) {
            throw ApiException.denied("This takes the permission MANAGE on the %s '%s': ask who manages it."
                    .formatted(type.resource().words(), pattern));
        }
    }

    static Workspace workspace(Transaction tx, String name) {
        return new RoleStore(tx).workspace(name).orElseThrow(() -> noSuchWorkspace(name));
    }

    static ApiException noSuchWorkspace(String name) {
        return ApiException.missing("There is no workspace '%s'.".formatted(name));
    }
}
