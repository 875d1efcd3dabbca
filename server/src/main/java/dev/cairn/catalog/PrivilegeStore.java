package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Membership;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The SQL of what is granted on things of the catalogue.
final class PrivilegeStore {
    private final Transaction tx;

    PrivilegeStore(Transaction tx) {
        this.tx = tx;
    }

    /// What somebody and their groups are granted on things of these names.
    Held held(String userKey, List<String> path) {
        Map<Securable, Set<Privilege>> onKind = new EnumMap<>(Securable.class);
        tx.queryIn(
                Membership.of("username_key") + """
                SELECT s.kind, g.privilege FROM mine JOIN securable_grants g ON g.principal = mine.id
                JOIN securables s ON s.id = g.securable WHERE s.full_name IN (:ids)
                """,
                row -> onKind.computeIfAbsent(
                                Securable.valueOf(row.getString(1)), kind -> EnumSet.noneOf(Privilege.class))
                        .add(Privilege.valueOf(row.getString(2))),
                path,
                userKey);
        return new Held(false, onKind);
    }

    /// What is granted on things of these names, by the names of who has it. Of owners nothing is told.
    List<Granted> on(List<String> path) {
        return tx.queryIn(
                """
                SELECT u.id, u.username, s.kind, s.full_name, g.privilege
                FROM securable_grants g JOIN securables s ON s.id = g.securable JOIN users u ON u.id = g.principal
                WHERE s.full_name IN (:ids) AND g.privilege <> 'OWNER' ORDER BY u.username, s.id, g.privilege
                """,
                row -> new Granted(
                        row.getLong(1),
                        row.getString(2),
                        Securable.valueOf(row.getString(3)),
                        row.getString(4),
                        Privilege.valueOf(row.getString(5))),
                path);
    }

    /// @param principal the row of who has it
    record Granted(long principal, String name, Securable kind, String fullName, Privilege privilege) {}

    /// A person, a program, or else a group of that name.
    Optional<Long> principal(String name) {
        return Stream.of(PrincipalKind.USER, PrincipalKind.GROUP)
                .flatMap(
                        kind -> tx
                                .find(
                                        "SELECT id FROM users WHERE username_key = ?",
                                        row -> row.getLong(1),
                                        kind.key(name))
                                .stream())
                .findFirst();
    }

    /// Somebody and the groups that they are in.
    Set<Long> withGroups(long principal) {
        return Set.copyOf(tx.query(Membership.of("id") + "SELECT id FROM mine", row -> row.getLong(1), principal));
    }

    Set<Long> withGroups(Caller caller) {
        return Set.copyOf(tx.query(
                Membership.of("username_key") + "SELECT id FROM mine",
                row -> row.getLong(1),
                Caller.key(caller.user())));
    }

    void grant(long securable, long principal, Privilege privilege) {
        tx.update(
                "INSERT INTO securable_grants (securable, principal, privilege) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                securable,
                principal,
                privilege.name());
    }

    void revoke(long securable, long principal, Privilege privilege) {
        tx.update(
                "DELETE FROM securable_grants WHERE securable = ? AND principal = ? AND privilege = ?",
                securable,
                principal,
                privilege.name());
    }

    /// Makes somebody the owner, and nobody else.
    void own(long securable, long principal) {
        tx.update("DELETE FROM securable_grants WHERE securable = ? AND privilege = 'OWNER'", securable);
        grant(securable, principal, Privilege.OWNER);
    }
}
