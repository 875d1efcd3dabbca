package dev.cairn.live;

import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.limits.Streams;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/// The one public door to the stream of changes.
///
/// What features tell is gathered in memory once it is durable, and goes to a log in the database twice a second, from
/// which every server feeds its clients. A server that ends with changes unwritten is found out by the others, or by
/// itself when it is up again; clients are then told to read everything anew. Safe for use by any number of threads.
public final class Live implements AutoCloseable {
    /// The id of no run.
    public static final String NO_RUN = "/";

    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final Duration DEAD = Duration.ofSeconds(70);
    private static final long KEPT_CHANGES = 50_000;
    private static final Duration KEPT_TIME = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final String server = UUID.randomUUID().toString();
    private final Pending pending = new Pending();
    private final OpenStreams streams = new OpenStreams();
    private final Watching watching;
    private volatile boolean hasBeaten;

    public Live(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.watching = new Watching(database, streams);
    }

    /// Bounds the streams of people and addresses from now on.
    public void limitedBy(Streams other) {
        watching.limitedBy(other);
    }

    /// Keeps the log in step with what is told.
    public void start(Background background) {
        beat();
        background.every(TURN, "live", this::turn);
        background.every(BEAT, "live-upkeep", this::upkeep);
    }

    /// Tells of a run, once the transaction is durable; `what` runs then, and must be quick.
    public void ofRun(Transaction tx, long experimentId, String runId, Consumer<RunNews> what) {
        Topic topic = new Topic(experimentId, runId);
        tx.afterCommit(() -> pending.ofRun(topic, what));
    }

    /// Tells of a run what is durable already.
    public void ofRun(long experimentId, String runId, Consumer<RunNews> what) {
        pending.ofRun(new Topic(experimentId, runId), what);
    }

    /// Tells of an experiment itself.
    public void ofExperiment(Transaction tx, long experimentId, Consumer<ExperimentNews> what) {
        Topic topic = Topic.of(experimentId);
        tx.afterCommit(() -> pending.ofExperiment(topic, what));
    }

    /// Tells of a registered model, or a prompt.
    public void ofModel(Transaction tx, ModelTopic model, Consumer<ModelNews> what) {
        tx.afterCommit(() -> pending.ofModel(model, what));
    }

    /// Answers with what happens to registered models and prompts, of all that the client may see.
    ///
    /// @param look tells of one whether it may
    public void sendModels(Exchange exchange, Function<ModelTopic, Sight> look) throws IOException {
        watching.send(exchange, new Models(look), lastKnown(exchange));
    }

    /// Answers with the changes of an experiment, or of one of its runs, until the client has enough.
    ///
    /// @param runId empty for the whole experiment, [#NO_RUN] for the experiment without its runs
    public void send(Exchange exchange, long experimentId, String runId) throws IOException {
        watching.send(exchange, new Topic(experimentId, runId), lastKnown(exchange));
    }

    /// Answers with which runs begin and end, and what happens to experiments, of all that the client may see.
    ///
    /// @param look tells of an experiment, by its number, whether it may
    public void sendAll(Exchange exchange, LongFunction<Sight> look) throws IOException {
        watching.send(exchange, new Overview(look), lastKnown(exchange));
    }

    private static OptionalLong lastKnown(Exchange exchange) {
        String id = exchange.header("Last-Event-ID")
                .or(() -> exchange.query("last_event_id"))
                .orElse("");
        if (id.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!id.matches("\\d{1,18}")) {
            throw ApiException.invalid("Last-Event-ID is the id of an event of this stream, not '%s'.".formatted(id));
        }
        return OptionalLong.of(Long.parseLong(id));
    }

    void turn() {
        write();
        watching.follow();
    }

    private void write() {
        List<Entry> rows = pending.take();
        if (rows.isEmpty()) {
            return;
        }
        try {
            database.write(tx -> {
                new LiveStore(tx).append(rows, clock.millis());
                return rows;
            });
        } catch (RuntimeException failure) {
            pending.lose();
            throw failure;
        }
    }

    private void upkeep() {
        watching.cutOffStuck();
        beat();
    }

    /// Says that this server lives, forgets what is old, and finds out who is dead.
    void beat() {
        hasBeaten = true;
        long now = clock.millis();
        boolean somebodyDied = database.write(tx -> {
            LiveStore store = new LiveStore(tx);
            long beaten = store.beat(server, now);
            store.prune(KEPT_CHANGES, now - KEPT_TIME.toMillis());
            return store.buryDead(beaten - DEAD.toMillis());
        });
        if (somebodyDied) {
            pending.lose();
        }
    }

    /// Ends all streams, so that their requests are over.
    public void endStreams() {
        watching.end();
    }

    /// Writes what was told, and takes leave if it said that it lives.
    @Override
    public void close() {
        write();
        if (hasBeaten) {
            database.write(tx -> {
                new LiveStore(tx).leave(server);
                return true;
            });
        }
    }
}
