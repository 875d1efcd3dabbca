package dev.cairn.webhooks;

import dev.cairn.access.Workspace;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.outgoing.BadDestination;
import dev.cairn.outgoing.Destinations;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What holds of every webhook that somebody makes or changes, before any transaction: names are looked up for it.
final class Drafts {
    private static final int MOST = 100;
    private static final int MAX_DESCRIPTION = 5_000;
    private static final int MAX_SECRET = 1_000;

    private final Destinations destinations;

    Drafts(Destinations destinations) {
        this.destinations = destinations;
    }

    void checkUrl(String url) {
        try {
            destinations.find(url);
        } catch (BadDestination refused) {
            throw ApiException.invalid(String.valueOf(refused.getMessage()));
        }
    }

    static void checkDescription(@Nullable String description) {
        checkLength("description", description, MAX_DESCRIPTION);
    }

    /// @param field what it is
    static void checkSecret(String field, @Nullable String secret) {
        checkLength(field, secret, MAX_SECRET);
    }

    /// What is sent as the value of a header.
    static void checkHeader(String field, @Nullable String value) {
        checkSecret(field, value);
        if (value != null && !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw ApiException.invalid("The %s of a webhook has only printable ASCII characters.".formatted(field));
        }
    }

    private static void checkLength(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw ApiException.invalid("The %s of a webhook has at most %d characters.".formatted(field, most));
        }
    }

    static void checkEvents(Collection<?> events) {
        if (events.isEmpty()) {
            throw ApiException.invalid("Webhook events must be a non-empty list of WebhookEvent objects: [].");
        }
    }

    static void checkRoom(Transaction tx, Workspace workspace) {
        if (new WebhookStore(tx, workspace).count() >= MOST) {
            throw ApiException.invalid("A workspace has at most %d webhooks: delete one first.".formatted(MOST));
        }
    }
}
