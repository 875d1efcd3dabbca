package dev.cairn.live;

import dev.cairn.http.Json;
import dev.cairn.protocol.live.ExperimentChange;
import dev.cairn.protocol.live.RunChange;
import dev.cairn.protocol.tracking.Metric;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one client is sent, as server-sent events (HTML, section 9.2): `open`, `run`, `experiment`, `model`,
/// `resync`.
///
/// An event's id is the number up to which the client knows the log. Used by one thread.
final class EventStream {
    private static final int RETRY_MILLIS = 2_000;

    /// Keys of metrics that an experiment's stream remembers to have told of; beyond them it tells again.
    private static final int MAX_KEYS = 10_000;

    /// Events that go out together, so that few of them are a packet of their own.
    private static final int BUFFER = 16 * 1024;

    private final OutputStream out;
    private final Interest interest;
    private final boolean withMetrics;
    private final Set<String> toldKeys = new HashSet<>();

    /// @param withMetrics whether an experiment's stream tells points and parameters of its runs too
    EventStream(OutputStream out, Interest interest, boolean withMetrics) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.interest = interest;
        this.withMetrics =
                withMetrics || (interest instanceof Topic topic && !topic.run().isEmpty());
    }

    void open() throws IOException {
        write("retry: %d\nevent: open\ndata: {}\n\n".formatted(RETRY_MILLIS));
        out.flush();
    }

    /// Says that changes may be missing, so that the client has to read everything again.
    void resync(long id) throws IOException {
        write(event("resync", id, "{}"));
        out.flush();
    }

    /// Says that the connection is alive, and what the client knows though nothing happened.
    void stillHere(long id) throws IOException {
        write(":\nid: %d\n\n".formatted(id));
        out.flush();
    }

    /// Sends what concerns the client.
    ///
    /// @return whether anything was sent
    boolean send(List<Entry> entries) throws IOException {
        boolean any = false;
        for (Entry entry : entries) {
            Optional<Entry> told = interest.told(entry);
            any |= told.isPresent() && tell(told.get());
        }
        if (any) {
            out.flush();
        }
        return any;
    }

    /// @return whether there was anything in it for this client
    private boolean tell(Entry entry) throws IOException {
        if (entry.topic().equals(Topic.ALL)) {
            write(event("resync", entry.id(), "{}"));
        } else if (interest instanceof Models) {
            write(event("model", entry.id(), entry.content()));
        } else if (entry.topic().run().isEmpty()) {
            if (interest instanceof Overview && isOfTracesAlone(entry)) {
                return false;
            }
            write(event("experiment", entry.id(), entry.content()));
        } else if (interest instanceof Topic && withMetrics) {
            write(event("run", entry.id(), entry.content()));
        } else {
            RunChange brief = shortened(Json.read(entry.content().getBytes(StandardCharsets.UTF_8), RunChange.class));
            if (isEmpty(brief)) {
                return false;
            }
            write(event("run", entry.id(), new String(Json.write(brief), StandardCharsets.UTF_8)));
        }
        return true;
    }

    /// Who watches all experiments reads none of their traces.
    private static boolean isOfTracesAlone(Entry entry) {
        ExperimentChange change = Json.read(entry.content().getBytes(StandardCharsets.UTF_8), ExperimentChange.class);
        return change.experiment() == null
                && change.tags().isEmpty()
                && change.deletedTags().isEmpty()
                && change.purged() == null;
    }

    private RunChange shortened(RunChange whole) {
        return interest instanceof Overview ? headline(whole) : brief(whole);
    }

    /// A change of the run itself alone.
    private static RunChange headline(RunChange whole) {
        return new RunChange(
                whole.experimentId(),
                whole.runId(),
                whole.run(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                whole.purged());
    }

    /// A change without points and parameters, but with the keys of metrics that are new.
    private RunChange brief(RunChange whole) {
        List<String> keys =
                whole.metrics().stream().map(Metric::key).filter(this::isNewKey).toList();
        return new RunChange(
                whole.experimentId(),
                whole.runId(),
                whole.run(),
                List.of(),
                keys,
                List.of(),
                whole.tags(),
                whole.deletedTags(),
                whole.artifacts(),
                whole.inputs(),
                whole.incomplete(),
                whole.purged());
    }

    private boolean isNewKey(String key) {
        return !toldKeys.contains(key) && (toldKeys.size() >= MAX_KEYS || toldKeys.add(key));
    }

    private static boolean isEmpty(RunChange change) {
        return change.run() == null
                && change.metricKeys().isEmpty()
                && change.tags().isEmpty()
                && change.deletedTags().isEmpty()
                && change.artifacts().isEmpty()
                && change.inputs() == null
                && change.incomplete() == null
                && change.purged() == null;
    }

    private static String event(String name, long id, String data) {
        return "event: %s\nid: %d\ndata: %s\n\n".formatted(name, id, data);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-cache, no-transform",
            "X-Accel-Buffering", "no"); // else nginx keeps events until it has many
}
