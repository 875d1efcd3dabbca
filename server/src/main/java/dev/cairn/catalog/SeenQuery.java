package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Membership;
import dev.cairn.search.Page;
import dev.cairn.text.Patterns;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The SQL of what somebody sees of the catalogue: the same as [Held#sees] tells of one thing.
final class SeenQuery {
    /// What is granted to somebody or to a group of theirs.
    private static final String GRANTED = Membership.of("username_key").strip() + """
            , granted (securable, privilege) AS (
              SELECT g.securable, g.privilege FROM securable_grants g JOIN mine ON mine.id = g.principal)
            """;

    /// Behind every name.
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private static final String KNOWING = "'OWNER', 'MANAGE', 'ALL_PRIVILEGES', 'BROWSE'";
    private static final String ALL = "'OWNER', 'MANAGE', 'ALL_PRIVILEGES', ";

    /// Conditions on a row `s` in `p` in `c`, as far as these are there, all in the metastore `m`.
    private static final String USES_CATALOG_OF_MODEL = has(ALL + "'USE_CATALOG'", "p.parent");
    private static final String SEES_CATALOG = has(KNOWING + ", 'USE_CATALOG'", "s.id");
    private static final String SEES_SCHEMA = "(%s OR (%s AND %s))"
            .formatted(
                    has(KNOWING, "s.id", "s.parent"),
                    has(ALL + "'USE_CATALOG'", "s.parent"),
                    has(ALL + "'USE_SCHEMA'", "s.id", "s.parent"));
    private static final String SEES_MODEL = "(%s OR (%s AND %s AND %s))"
            .formatted(
                    has(KNOWING, "s.id", "s.parent", "p.parent"),
                    USES_CATALOG_OF_MODEL,
                    has(ALL + "'USE_SCHEMA'", "s.parent", "p.parent"),
                    has("'EXECUTE', 'CREATE_MODEL_VERSION', 'APPLY_TAG'", "s.id", "s.parent", "p.parent"));

    private final Transaction tx;
    private final Caller caller;

    SeenQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    private static String has(String privileges, String... ids) {
        return "EXISTS (SELECT 1 FROM granted g WHERE g.privilege IN (%s) AND (g.securable = m.id OR g.securable IN (%s)))"
                .formatted(privileges, String.join(", ", ids));
    }

    /// Which of those of a kind are meant.
    ///
    /// @param within the name of a catalog or a schema that they lie in, empty for all
    /// @param text   what their names hold: of models the full ones, which is how these are found; empty for all
    record Asked(Securable kind, String within, String text) {
        static Asked of(Securable kind, String within, @Nullable String text) {
            return new Asked(kind, within, Objects.requireNonNullElse(text, ""));
        }
    }

    /// A page of those of a kind.
    Page<StoredSecurable> page(Asked asked, long offset, int size) {
        return Page.of(offset, size, most -> find(asked, offset, most));
    }

    /// Those of a kind, by their names.
    List<StoredSecurable> find(Asked asked, long offset, int limit) {
        Securable kind = asked.kind();
        String within = asked.within();
        String seen = caller.isAdmin()
                ? "1 = 1"
                : switch (kind) {
                    case METASTORE -> "1 = 1";
                    case CATALOG -> SEES_CATALOG;
                    case SCHEMA -> SEES_SCHEMA;
                    case MODEL -> SEES_MODEL;
                };
        return tx.query(
                GRANTED
                        + """
                SELECT %s FROM securables s JOIN securables m ON m.full_name = ''
                LEFT JOIN securables p ON p.id = s.parent
                WHERE s.kind = ? AND s.full_name > ? AND s.full_name < ? AND (? = '%%%%' OR %s LIKE ? ESCAPE '!') AND %s
                ORDER BY s.full_name LIMIT ? OFFSET ?
                """.formatted(
                                        SecurableStore.COLUMNS,
                                        tx.dialect().lower(kind == Securable.MODEL ? "s.full_name" : "s.name"),
                                        seen),
                SecurableStore.ROW,
                Caller.key(caller.user()),
                kind.name(),
                within.isEmpty() ? "" : within + ".",
                within.isEmpty() ? BEHIND_ALL : within + "/",
                Patterns.containing(asked.text()),
                Patterns.containing(asked.text()),
                limit,
                offset);
    }
}
