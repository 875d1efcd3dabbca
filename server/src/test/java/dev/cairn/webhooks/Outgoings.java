package dev.cairn.webhooks;

import dev.cairn.access.Caller;
import dev.cairn.config.WebhookConfig;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.Keys;
import dev.cairn.encryption.TestKeys;
import dev.cairn.outgoing.Destinations;
import dev.cairn.outgoing.Networks;
import dev.cairn.outgoing.Outgoing;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.webhooks.CreateWebhook;
import dev.cairn.protocol.webhooks.DeleteWebhook;
import dev.cairn.protocol.webhooks.DeliverAgain;
import dev.cairn.protocol.webhooks.ListDeliveries;
import dev.cairn.protocol.webhooks.UpdateWebhook;
import dev.cairn.protocol.webhooks.WebhookAction;
import dev.cairn.protocol.webhooks.WebhookDelivery;
import dev.cairn.protocol.webhooks.WebhookEntity;
import dev.cairn.protocol.webhooks.WebhookEvent;
import dev.cairn.protocol.webhooks.WebhookStatus;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.webhooks.QueueStore.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Webhooks on a database of their own, whose time the test makes, with as many servers as it wants.
final class Outgoings implements AutoCloseable {
    static final Caller OWNER = Caller.LOCAL_OWNER;

    /// Longer than any machine stands still.
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final WebhookEvent TAGGED = new WebhookEvent(WebhookEntity.MODEL_VERSION_TAG, WebhookAction.SET);

    final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    final Database database;
    final MlflowWebhooks webhooks;
    final Deliveries deliveries;
    private final WebhookConfig config =
            new WebhookConfig(new Destinations(List.of("http"), Networks.parse(List.of("127.0.0.1"))));
    private final WebhookSecrets secrets;

    Outgoings(TestDatabase kind) {
        database = kind.fresh();
        Keys keys = TestKeys.of(database);
        secrets = new WebhookSecrets(keys);
        webhooks = new MlflowWebhooks(
                database, new Drafts(config.destinations()), secrets, new Trial(sending(LONG), clock), clock);
        deliveries = new Deliveries(database, clock);
    }

    /// Another server.
    Deliverer server() {
        return server(LONG);
    }

    /// Another server, which waits only so long for an answer.
    Deliverer server(Duration patience) {
        return new Deliverer(database, sending(patience), clock);
    }

    private Sending sending(Duration patience) {
        return new Sending(config.destinations(), new Outgoing(patience), secrets, clock);
    }

    /// One that hears of tags of versions.
    String webhook(String url) {
        return webhooks.create(
                        OWNER,
                        new CreateWebhook("hook", null, url, List.of(TAGGED), "top secret", WebhookStatus.ACTIVE))
                .webhook()
                .webhookId();
    }

    void set(String webhook, WebhookStatus status) {
        webhooks.update(OWNER, new UpdateWebhook(webhook, null, null, null, List.of(), null, status));
    }

    void delete(String webhook) {
        webhooks.delete(OWNER, new DeleteWebhook(webhook));
    }

    /// A version of a model is given a tag.
    void happens(long model, String value) {
        database.write(tx -> {
            new Outbox(clock)
                    .told(
                            tx,
                            OWNER,
                            new RegistryEvent.VersionTagSet(
                                    new RegistryEvent.Model(model, "m" + model, false), 1, new Tag("k", value)));
            return true;
        });
    }

    List<WebhookDelivery> log(String webhook) {
        return deliveries
                .list(OWNER, new ListDeliveries(webhook, null, null, null))
                .deliveries();
    }

    /// The values of tags that a webhook is told of, in the order of its log.
    List<String> values(String webhook) {
        return database.read(tx -> tx.query(
                "SELECT body FROM webhook_deliveries WHERE webhook_id = ? ORDER BY id DESC",
                row -> row.getString(1).replaceAll(".*\"value\":\"([^\"]*)\".*", "$1"),
                webhook));
    }

    long count(String table) {
        return database.read(tx -> tx.number("SELECT COUNT(*) FROM " + table));
    }

    void again(String webhook, String delivery) {
        deliveries.again(OWNER, new DeliverAgain(webhook, delivery));
    }

    Queue queue(String webhook, long model) {
        return new Queue(webhook, model, OWNER.workspace().id());
    }

    void passes(Duration time) {
        now.addAndGet(time.toMillis());
    }

    @Override
    public void close() {
        database.close();
    }
}
