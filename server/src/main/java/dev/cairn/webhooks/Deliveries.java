package dev.cairn.webhooks;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.webhooks.DeliverAgain;
import dev.cairn.protocol.webhooks.ListDeliveries;
import dev.cairn.protocol.webhooks.WebhookDelivery;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.time.Duration;
import java.time.InstantSource;

/// What webhooks were told, with what became of it: kept for a month, and no more than the newest ten thousand of a
/// webhook. What still waits is kept however old it is.
final class Deliveries {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int KEPT_OF_WEBHOOK = 10_000;
    private static final int SWEPT_AT_ONCE = 500;

    private final Database database;
    private final InstantSource clock;

    Deliveries(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    ListDeliveries.Response list(Caller caller, ListDeliveries request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            StoredWebhook webhook = Standing.own(tx, caller, request.webhookId());
            DeliveryStore store = new DeliveryStore(tx, webhook.id());
            Page<WebhookDelivery> page = Page.of(offset, size, most -> store.list(request.status(), offset, most));
            return new ListDeliveries.Response(page.rows(), page.next());
        });
    }

    Empty again(Caller caller, DeliverAgain request) {
        return database.write(tx -> {
            StoredWebhook webhook = Standing.locked(tx, caller, request.webhookId());
            DeliveryStore store = new DeliveryStore(tx, webhook.id());
            long model = store.model(request.deliveryId())
                    .orElseThrow(() -> ApiException.missing(
                            "The webhook %s has no delivery %s.".formatted(request.webhookId(), request.deliveryId())));
            store.again(request.deliveryId(), model, clock.millis());
            return Empty.EMPTY;
        });
    }

    /// Forgets what is old, some at a time so that nobody waits for long.
    void sweep() {
        long before = clock.millis() - KEPT.toMillis();
        int some;
        do {
            some = database.write(tx -> {
                tx.untold();
                return new QueueStore(tx).deleteBefore(before, SWEPT_AT_ONCE);
            });
        } while (some == SWEPT_AT_ONCE);
        for (String webhook : database.read(tx -> new QueueStore(tx).webhooks())) {
            database.write(tx -> {
                tx.untold();
                return new QueueStore(tx).deleteBehind(webhook, KEPT_OF_WEBHOOK);
            });
        }
    }
}
