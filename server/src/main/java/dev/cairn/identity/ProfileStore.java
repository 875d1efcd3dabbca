package dev.cairn.identity;

import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The SQL of what is said of accounts.
record ProfileStore(Transaction tx) {
    private static final Row<Profile> PROFILE = row -> new Profile(
            UserStore.USER.read(row),
            PrincipalKind.valueOf(row.getString("kind")),
            new Description(
                    row.getString("username"),
                    row.getInt("active") != 0,
                    row.getString("display_name"),
                    row.getString("external_id"),
                    row.getString("details")),
            row.getLong("creation_time"));

    /// By name.
    List<Profile> all(PrincipalKind kind) {
        return tx.query("SELECT * FROM users WHERE kind = ? ORDER BY username_key", PROFILE, kind.name());
    }

    Optional<Profile> find(PrincipalKind kind, long id) {
        return tx.find("SELECT * FROM users WHERE kind = ? AND id = ?", PROFILE, kind.name(), id);
    }

    List<Profile> named(PrincipalKind kind, String username) {
        return tx.query(
                "SELECT * FROM users WHERE kind = ? AND username_key = ?", PROFILE, kind.name(), kind.key(username));
    }

    List<Profile> known(PrincipalKind kind, String externalId) {
        return tx.query(
                "SELECT * FROM users WHERE kind = ? AND external_id = ? ORDER BY username_key",
                PROFILE,
                kind.name(),
                externalId);
    }

    void describe(long id, PrincipalKind kind, Description said) {
        tx.update(
                """
                UPDATE users SET username = ?, username_key = ?, display_name = ?, external_id = ?, details = ?
                WHERE id = ?
                """,
                said.username(),
                kind.key(said.username()),
                said.displayName(),
                said.externalId(),
                said.details(),
                id);
    }
}
