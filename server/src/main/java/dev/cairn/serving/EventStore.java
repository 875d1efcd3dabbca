package dev.cairn.serving;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.serving.ListServingEvents.Event;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.serving.reasons.ServedReasons;
import dev.cairn.serving.rollouts.Reasons;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The SQL of what was done to endpoints; the longest ago is forgotten for more.
record EventStore(Transaction tx) {
    private static final int MOST = 1_000;

    /// Those whose message is a reason.
    private static final Set<Kind> WHY = Set.of(Kind.CONFIG_FAILED, Kind.ENTITY_DOWN);

    private static final Row<Event> ROW = row -> {
        Kind kind = Kind.valueOf(row.getString("kind"));
        @Nullable String message = row.getString("message");
        @Nullable String was = row.getString("was");
        @Nullable ServedReason failure = WHY.contains(kind) ? ServedReasons.parse(message) : null;
        Reasons.Told told = kind == Kind.ROLLOUT_TURNED_BACK
                ? Reasons.told(message, Integer.parseInt(String.valueOf(was)))
                : new Reasons.Told(ServedReasons.sentence(failure), null);
        return new Event(
                Long.toString(row.getLong("id")),
                kind,
                orNull(row.getString("subject")),
                was,
                row.getString("became"),
                told.message(),
                told.reason(),
                failure,
                orNull(row.getString("user_name")),
                row.getLong("creation_time"));
    };

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// What is to be added.
    ///
    /// @param subject empty for none
    /// @param message why something failed: the reason, as it is stored
    record Happened(
            Kind kind,
            String subject,
            @Nullable String was,
            @Nullable String became,
            @Nullable String message) {

        static Happened of(Kind kind, String subject) {
            return new Happened(kind, subject, null, null, null);
        }

        static Happened change(Kind kind, String subject, @Nullable String was, @Nullable String became) {
            return new Happened(kind, subject, was, became, null);
        }
    }

    /// @param user empty for the server itself
    void add(long endpoint, Happened happened, String user, long now) {
        tx.update(
                """
                INSERT INTO serving_events (endpoint, kind, subject, was, became, message, user_name, creation_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                endpoint,
                happened.kind().name(),
                happened.subject(),
                happened.was(),
                happened.became(),
                happened.message(),
                user,
                now);
        tx.update("""
                DELETE FROM serving_events WHERE endpoint = ? AND id <=
                  (SELECT id FROM serving_events WHERE endpoint = ? ORDER BY id DESC LIMIT 1 OFFSET %d)
                """.formatted(MOST), endpoint, endpoint);
    }

    /// When an entity began to answer with a version; empty where it never did, or its events may be forgotten.
    ///
    /// @param entity empty for any, as is `version`
    Optional<Long> since(long endpoint, String entity, String version) {
        return tx.find(
                """
                SELECT creation_time FROM serving_events
                WHERE endpoint = ? AND kind = ? AND (? = '' OR subject = ?) AND (? = '' OR became = ?)
                  AND (SELECT COUNT(*) FROM serving_events WHERE endpoint = ?) < ?
                ORDER BY id LIMIT 1
                """,
                row -> row.getLong(1),
                endpoint,
                Kind.VERSION_SERVED.name(),
                entity,
                entity,
                version,
                version,
                endpoint,
                MOST);
    }

    /// The newest first.
    List<Event> list(long endpoint, long offset, int most) {
        return tx.query(
                "SELECT * FROM serving_events WHERE endpoint = ? ORDER BY id DESC LIMIT ? OFFSET ?",
                ROW,
                endpoint,
                most,
                offset);
    }
}
