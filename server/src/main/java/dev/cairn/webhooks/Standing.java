package dev.cairn.webhooks;

import static dev.cairn.access.Resource.REGISTERED_MODEL;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import org.jspecify.annotations.Nullable;

/// Whose webhooks are whose: those of one model are of who manages that, all others of who manages the workspace.
final class Standing {
    private Standing() {}

    /// A webhook that the caller may do everything with.
    static StoredWebhook own(Transaction tx, Caller caller, String id) {
        return checked(caller, new WebhookStore(tx, caller.workspace()).find(id).orElseThrow(() -> missing(id)));
    }

    /// The same, which no other transaction changes until this one ends.
    static StoredWebhook locked(Transaction tx, Caller caller, String id) {
        return checked(
                caller, new WebhookStore(tx, caller.workspace()).locked(id).orElseThrow(() -> missing(id)));
    }

    static boolean isOwn(Caller caller, StoredWebhook webhook) {
        @Nullable String model = webhook.modelName();
        return caller.rights().isAll()
                || (model != null
                        && caller.rights().level(REGISTERED_MODEL, model).includes(Level.MANAGE));
    }

    private static StoredWebhook checked(Caller caller, StoredWebhook webhook) {
        @Nullable String model = webhook.modelName();
        if (model == null) {
            Guard.requireManages(caller.rights(), caller.workspace());
        } else if (!Guard.admits(caller, REGISTERED_MODEL, model)) {
            throw missing(webhook.id());
        }
        return webhook;
    }

    /// The id of a model that the caller manages.
    static long model(Transaction tx, Caller caller, String name) {
        return new WebhookStore(tx, caller.workspace())
                .model(name)
                .filter(id -> Guard.admits(caller, REGISTERED_MODEL, name))
                .orElseThrow(() -> ApiException.missing("Registered Model with name=%s not found".formatted(name)));
    }

    static ApiException missing(String id) {
        return ApiException.missing("Webhook with ID %s not found.".formatted(id));
    }
}
