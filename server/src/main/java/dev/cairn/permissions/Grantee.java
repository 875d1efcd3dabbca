package dev.cairn.permissions;

import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is given something: a user (a person or a program), or a group.
record Grantee(long id, String name, boolean isGroup) {
    static Grantee user(Transaction tx, String username) {
        return of(tx, username, null);
    }

    /// Whom a request names: a user or a group.
    static Grantee of(Transaction tx, @Nullable String username, @Nullable String groupName) {
        return find(tx, username, groupName)
                .orElseThrow(() -> ApiException.missing(
                        groupName == null
                                ? "User with username=%s not found".formatted(username)
                                : "There is no group '%s'.".formatted(groupName)));
    }

    static Optional<Grantee> find(Transaction tx, @Nullable String username, @Nullable String groupName) {
        if (groupName == null) {
            String user = Objects.requireNonNullElse(username, "");
            return new RoleStore(tx).user(user).map(id -> new Grantee(id, user, false));
        }
        if (username != null) {
            throw ApiException.invalid("Name a user (`username`) or a group (`group_name`), not both.");
        }
        return new RoleStore(tx)
                .principal(PrincipalKind.GROUP.key(groupName))
                .map(id -> new Grantee(id, groupName, true));
    }

    /// As a refusal names them.
    ///
    /// @param word that MLflow has for the name of a user
    String as(String word) {
        return (isGroup ? "group" : word) + "=" + name;
    }

    /// Tells all servers that their rights changed, or those of everybody in the group.
    void changed(Transaction tx) {
        if (isGroup) {
            new RightsVersionStore(tx).raise();
        } else {
            new RightsVersionStore(tx).raise(id);
        }
    }
}
