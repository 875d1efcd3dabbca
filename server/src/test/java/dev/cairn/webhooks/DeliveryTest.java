package dev.cairn.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.webhooks.DeliveryStatus;
import dev.cairn.protocol.webhooks.WebhookDelivery;
import dev.cairn.protocol.webhooks.WebhookStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes out to receivers, and what becomes of it when they or servers fail.
@OnEachDatabase
final class DeliveryTest {
    private final Outgoings outgoings;
    private Receiver receiver;
    private Deliverer server;

    DeliveryTest(TestDatabase database) {
        outgoings = new Outgoings(database);
    }

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        server = outgoings.server();
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.close();
        outgoings.close();
    }

    @Test
    void whatHappensToAModelGoesOutInItsOrder() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        for (int i = 0; i < 5; i++) {
            outgoings.happens(7, "value" + i);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();
            assertThat(receiver.take().body()).contains("\"value" + i + "\"");
        }
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();
        assertThat(outgoings.log(webhook))
                .allSatisfy(one -> assertThat(one.status()).isEqualTo(DeliveryStatus.DELIVERED))
                .hasSize(5);
    }

    @Test
    void whatIsRefusedIsSentAgainBeforeWhatCameBehindIt() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "first");
        outgoings.happens(7, "second");
        receiver.answers(500, 503);
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();
        assertThat(server.sendHead(outgoings.queue(webhook, 7)))
                .as("before its time")
                .isFalse();
        Receiver.Got first = receiver.take();
        assertThat(receiver.hasNothing()).isTrue();
        assertThat(newest(webhook, "first").nextAttempt()).isGreaterThan(outgoings.now.get());
        assertThat(newest(webhook, "first").responseStatus()).isEqualTo(500);

        outgoings.passes(Duration.ofMinutes(1));
        server.sendHead(outgoings.queue(webhook, 7));
        outgoings.passes(Duration.ofMinutes(1));
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();

        Receiver.Got second = receiver.take();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("X-MLflow-Delivery-Id")).isEqualTo(first.header("X-MLflow-Delivery-Id"));
        assertThat(receiver.take().body()).contains("first");
        assertThat(receiver.take().body()).contains("second");
        assertThat(newest(webhook, "first").attempts()).isEqualTo(3);
    }

    @Test
    void aDayLaterItIsGivenUpAndTheNextOneGoesOn() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "lost");
        outgoings.passes(Duration.ofHours(25));
        outgoings.happens(7, "later");
        receiver.answers(500);

        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();

        assertThat(newest(webhook, "lost").status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(newest(webhook, "lost").error()).isEqualTo("The receiver answered 500.");
        assertThat(newest(webhook, "later").status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElse() throws InterruptedException {
        receiver.hangs();
        String hanging = outgoings.webhook(receiver.url("/hanging"));
        outgoings.happens(7, "one");
        server.turn();
        assertThat(receiver.take().path()).isEqualTo("/hanging");
        outgoings.webhook(receiver.url("/quick"));
        outgoings.happens(7, "two");
        server.turn();

        assertThat(receiver.take().path()).isEqualTo("/quick");
        assertThat(newest(hanging, "one").status()).isEqualTo(DeliveryStatus.PENDING);
    }

    @Test
    void oneThatDoesNotAnswerInTimeIsAskedAgain() throws InterruptedException {
        receiver.hangs();
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "one");

        try (Deliverer hasty = outgoings.server(Duration.ofSeconds(2))) {
            assertThat(hasty.sendHead(outgoings.queue(webhook, 7))).isFalse();
        }
        assertThat(newest(webhook, "one").error()).isEqualTo("The receiver did not answer within 2 s.");
        receiver.recovers();
        outgoings.passes(Duration.ofMinutes(1));
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isTrue();
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException, InterruptedException {
        try (Receiver inside = new Receiver()) {
            receiver.redirects(inside.url("/metadata"));
            String webhook = outgoings.webhook(receiver.url("/"));
            outgoings.happens(7, "one");

            assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();
            assertThat(newest(webhook, "one").error())
                    .isEqualTo("The receiver answered 307; redirects are not followed.");
            assertThat(inside.hasNothing()).isTrue();
        }
    }

    @Test
    void whatADeadServerHadTakenIsSentByAnotherOne() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "one");
        long now = outgoings.now.get();
        assertThat(outgoings.database.<Boolean>write(tx ->
                        new QueueStore(tx).take(outgoings.queue(webhook, 7), now, now + Deliverer.LEASE.toMillis())))
                .isTrue();

        server.turn();
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();
        assertThat(receiver.hasNothing()).isTrue();

        outgoings.passes(Deliverer.LEASE);
        server.turn();
        assertThat(receiver.take().body()).contains("one");
    }

    @Test
    void severalServersSendEachThingOnceAndInOrder() throws InterruptedException {
        int models = 8;
        int events = 6;
        String webhook = outgoings.webhook(receiver.url("/"));
        for (int event = 0; event < events; event++) {
            for (int model = 0; model < models; model++) {
                outgoings.happens(model, "v" + event + " of m" + model + ".");
            }
        }
        List<Deliverer> servers = List.of(outgoings.server(), outgoings.server(), server);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < models * events) {
            servers.forEach(Deliverer::turn);
            while (bodies.size() < models * events && !receiver.hasNothing()) {
                Receiver.Got got = receiver.take();
                assertThat(seen.add(got.header("X-MLflow-Delivery-Id"))).isTrue();
                bodies.add(got.body());
            }
        }
        awaitDelivered(webhook, models * events);
        servers.forEach(Deliverer::close);

        assertThat(receiver.hasNothing()).isTrue();
        for (int model = 0; model < models; model++) {
            String of = " of m" + model + ".";
            assertThat(bodies.stream().filter(body -> body.contains(of)).toList())
                    .isSortedAccordingTo((one, other) -> value(one).compareTo(value(other)))
                    .hasSize(events);
        }
    }

    /// What a server that ends has sent, but not noted yet, is sent again.
    private void awaitDelivered(String webhook, int all) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (delivered(webhook) < all) {
            assertThat(System.nanoTime()).as("servers note what they sent").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long delivered(String webhook) {
        return outgoings.log(webhook).stream()
                .filter(one -> one.status() == DeliveryStatus.DELIVERED)
                .count();
    }

    private static String value(String body) {
        return body.replaceAll(".*\"value\":\"(v\\d).*", "$1");
    }

    @Test
    void oneThatIsSwitchedOffHearsNothingNewAndWhatWaitedWaits() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "before");
        outgoings.set(webhook, WebhookStatus.DISABLED);
        outgoings.happens(7, "meanwhile");
        server.turn();
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();
        outgoings.set(webhook, WebhookStatus.ACTIVE);
        outgoings.happens(7, "after");
        server.turn();

        assertThat(receiver.take().body()).contains("before");
        assertThat(receiver.take().body()).contains("after");
    }

    @Test
    void whatWaitsForADeletedOneGoesWithIt() {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "one");
        outgoings.delete(webhook);
        server.turn();

        assertThat(outgoings.count("webhook_deliveries")).isZero();
        assertThat(outgoings.count("webhook_queues")).isZero();
        assertThat(receiver.hasNothing()).isTrue();
    }

    @Test
    void whatWasSentIsSentOnceMoreIfAskedFor() throws InterruptedException {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "one");
        server.sendHead(outgoings.queue(webhook, 7));
        String id = receiver.take().header("X-MLflow-Delivery-Id");
        assertThat(server.sendHead(outgoings.queue(webhook, 7))).isFalse();

        outgoings.again(webhook, id);
        server.sendHead(outgoings.queue(webhook, 7));

        assertThat(receiver.take().header("X-MLflow-Delivery-Id")).isEqualTo(id);
        assertThat(outgoings.log(webhook)).hasSize(1);
    }

    @Test
    void theLogForgetsWhatIsOldButNotWhatWaits() {
        String webhook = outgoings.webhook(receiver.url("/"));
        outgoings.happens(7, "sent");
        server.sendHead(outgoings.queue(webhook, 7));
        outgoings.happens(7, "waiting");
        outgoings.passes(Duration.ofDays(31));
        outgoings.deliveries.sweep();

        assertThat(outgoings.log(webhook))
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(DeliveryStatus.PENDING));
    }

    private WebhookDelivery newest(String webhook, String value) {
        List<String> values = outgoings.values(webhook);
        return outgoings.log(webhook).get(values.indexOf(value));
    }
}
