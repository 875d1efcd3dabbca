package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.InferenceTableConfig;
import dev.cairn.protocol.inference.RateLimit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one public door of what stands before endpoints: inference tables, and how often they may be called. Safe for
/// use by any number of threads.
public final class InferenceTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceTables.class);
    /// What a server that falls may lose of the tables.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration UPKEEP = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final Admission admission;
    private final PayloadQueue queue;
    private final PayloadFiles files;
    private final PayloadWriter writer;
    private final Upkeep upkeep;
    private volatile Map<Long, StoredTable> byEndpoint = Map.of();

    public InferenceTables(Database database, Artifacts artifacts, MeterRegistry meters, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        admission = new Admission(meters);
        queue = new PayloadQueue(meters);
        files = new PayloadFiles(artifacts);
        writer = new PayloadWriter(database, artifacts, queue, clock);
        upkeep = new Upkeep(database, artifacts, files, writer, clock);
    }

    public void register(Routes routes, CapturedEndpoints endpoints, ArtifactFolders folders) {
        InferenceApi.tables(routes, new Tables(database, endpoints, this::followNow));
        InferenceApi.payloads(routes, new Payloads(database, endpoints, files, writer::flush));
        InferenceApi.drift(
                routes,
                new Drift(database, files, endpoints, writer::flush, clock),
                new Baselines(database, endpoints, folders, files.artifacts()));
    }

    public void start(Background background) {
        background.every(PAUSE, "payloads", writer::turn);
        background.every(UPKEEP, "payload-upkeep", upkeep::turn);
    }

    /// What was changed holds already; that it is not done at once is no failure of whoever changed it.
    public void followNow() {
        try {
            follow();
        } catch (RuntimeException later) {
            LOG.warn("a change of what stands before endpoints is done a little later", later);
        }
    }

    /// Does from now on what is stored. To be called again and again, and with endpoints that are new before
    /// they answer.
    public synchronized void follow() {
        List<StoredTable> tables = database.read(tx -> new TableStore(tx).all());
        byEndpoint = tables.stream().collect(Collectors.toUnmodifiableMap(StoredTable::endpoint, Function.identity()));
        admission.follow(tables);
    }

    /// Counts a call of an endpoint, before anything is done for it.
    ///
    /// @throws dev.cairn.http.ApiException `REQUEST_LIMIT_EXCEEDED` where it comes too often
    public void admit(long endpoint, Caller caller) {
        admission.take(endpoint, caller);
    }

    /// A request to an endpoint has come; empty where it is not to be kept.
    public Optional<Capture> capture(long endpoint) {
        StoredTable table = byEndpoint.get(endpoint);
        return table == null
                        || !table.settings().enabled()
                        || ThreadLocalRandom.current().nextDouble() >= table.fraction()
                ? Optional.empty()
                : Optional.of(new Capture(table, clock.millis()));
    }

    /// Whether an endpoint's table has anything that is not to be kept of requests, also where it keeps none by now.
    public boolean redacts(long endpoint) {
        StoredTable table = byEndpoint.get(endpoint);
        return table != null && !table.settings().redacted().isEmpty();
    }

    /// Keeps an answered request, or counts that it is not kept. It does not wait, and does not fail.
    public void keep(Capture capture, Answered answered) {
        try {
            if (queue.isFull(Keeping.most(capture, answered))) {
                queue.drop();
            } else {
                queue.offer(new PayloadQueue.Waiting(capture.table(), Keeping.of(capture, answered)));
            }
        } catch (RuntimeException unforeseen) {
            queue.drop();
            LOG.warn("table={} misses a request", capture.table().folder(), unforeseen);
        }
    }

    /// What stands before an endpoint, in the managed platform's words; empty where nobody ever said.
    public static Optional<AiGatewayConfig> gateway(Transaction tx, long endpoint) {
        return new TableStore(tx).find(endpoint).map(Tables::gateway);
    }

    /// Has an endpoint be called as often as somebody asks for.
    public static void limit(
            Transaction tx, CapturedEndpoints endpoints, Caller caller, long endpoint, List<RateLimit> asked) {
        Tables.limit(tx, endpoints, caller, endpoint, asked);
    }

    /// Has an endpoint keep what somebody asks for in those words.
    public static void set(
            Transaction tx, CapturedEndpoints endpoints, Caller caller, long endpoint, InferenceTableConfig asked) {
        Tables.set(tx, endpoints, caller, endpoint, asked);
    }

    /// Refuses what this server has not of a gateway.
    public static void check(AiGatewayConfig asked) {
        Tables.checkNothingElse(asked);
    }

    /// Writes what waits.
    @Override
    public void close() {
        writer.turn();
    }
}
