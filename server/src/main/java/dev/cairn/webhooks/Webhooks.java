package dev.cairn.webhooks;

import dev.cairn.background.Background;
import dev.cairn.config.WebhookConfig;
import dev.cairn.db.Database;
import dev.cairn.encryption.Keys;
import dev.cairn.http.Routes;
import dev.cairn.outgoing.Outgoing;
import dev.cairn.registry.RegistryListener;
import java.time.Duration;
import java.time.InstantSource;

/// The one public door of webhooks.
public final class Webhooks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final MlflowWebhooks ofMlflow;
    private final ManagedWebhooks managed;
    private final Deliveries deliveries;
    private final Deliverer deliverer;

    public Webhooks(Database database, Keys keys, WebhookConfig config, InstantSource clock) {
        this(database, keys, config, new Outgoing(PATIENCE), clock);
    }

    /// @param outgoing how patient it is with receivers
    Webhooks(Database database, Keys keys, WebhookConfig config, Outgoing outgoing, InstantSource clock) {
        WebhookSecrets secrets = new WebhookSecrets(keys);
        Sending sending = new Sending(config.destinations(), outgoing, secrets, clock);
        Drafts drafts = new Drafts(config.destinations());
        Trial trial = new Trial(sending, clock);
        ofMlflow = new MlflowWebhooks(database, drafts, secrets, trial, clock);
        managed = new ManagedWebhooks(database, drafts, secrets, trial, clock);
        deliveries = new Deliveries(database, clock);
        deliverer = new Deliverer(database, sending, clock);
    }

    /// Who leaves for webhooks what is done to models, to be sent by whichever server is there.
    public static RegistryListener outbox(InstantSource clock) {
        return new Outbox(clock);
    }

    public void register(Routes routes) {
        WebhooksApi.mlflow(routes, ofMlflow);
        WebhooksApi.managed(routes, managed);
        WebhooksApi.log(routes, deliveries);
    }

    /// Lets the server send what waits.
    public void start(Background background) {
        background.every(TURN, "webhooks", deliverer::turn);
        background.every(SWEEP, "webhook-log", deliveries::sweep);
    }

    /// Gives up what is on its way, which is sent again.
    @Override
    public void close() {
        deliverer.close();
    }

    Deliverer deliverer() {
        return deliverer;
    }
}
