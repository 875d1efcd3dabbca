package dev.cairn.webhooks;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.registry.RegistryListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Leaves what webhooks are told, for each that asked for it, in the transaction of the change.
final class Outbox implements RegistryListener {
    /// How much waits for a webhook at most; what comes then is kept in its log as failed, and can be sent from there.
    static final int MOST_WAITING = 10_000;

    private final InstantSource clock;

    Outbox(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void told(Transaction tx, Caller caller, RegistryEvent event) {
        OutboxStore store = new OutboxStore(tx, caller.workspace());
        List<StoredWebhook> listening = store.listening(event.model().id());
        if (listening.isEmpty()) {
            return;
        }
        List<Told> ofMlflow = MlflowEvents.of(event, store::tags).stream().toList();
        List<Told> managed = ManagedEvents.of(event);
        for (StoredWebhook webhook : listening) {
            asked(webhook, webhook.isManaged() ? managed : ofMlflow)
                    .ifPresent(told -> leave(store, webhook, event.model(), told));
        }
    }

    private static Optional<Told> asked(StoredWebhook webhook, List<Told> told) {
        return told.stream()
                .filter(one -> webhook.events().contains(one.event()))
                .findFirst();
    }

    private void leave(OutboxStore store, StoredWebhook webhook, RegistryEvent.Model model, Told told) {
        long now = clock.millis();
        OutboxStore.Draft draft = new OutboxStore.Draft(
                UUID.randomUUID().toString(),
                webhook.id(),
                model.id(),
                model.name(),
                told.event(),
                Bodies.of(webhook, told, now));
        if (store.hasWaiting(webhook.id(), MOST_WAITING)) {
            store.keep(draft, "Not sent, since %d others wait already.".formatted(MOST_WAITING), now);
        } else {
            store.enqueue(draft, now);
        }
    }
}
