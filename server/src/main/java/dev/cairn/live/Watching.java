package dev.cairn.live;

import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.limits.Place;
import dev.cairn.limits.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Clients and what they are sent, each on its own thread.
final class Watching {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /// After that a client has to come again, which shows that it still may.
    private static final Duration LONGEST = Duration.ofHours(1);

    /// Changes that a client may have missed; whoever missed more reads everything again.
    private static final int MAX_MISSED = 1_000;

    /// The same in characters, and how many changes are read at once to know.
    private static final long MAX_MISSED_CHARS = 4 << 20;

    private static final int READ_AT_ONCE = 50;

    private final Database database;
    private final OpenStreams streams;
    private final Tail tail;
    private volatile @Nullable Streams bounds;

    Watching(Database database, OpenStreams streams) {
        this.database = database;
        this.streams = streams;
        this.tail = new Tail(database);
    }

    /// Bounds who has how many from now on.
    void limitedBy(Streams other) {
        bounds = other;
    }

    void follow() {
        tail.follow();
    }

    void cutOffStuck() {
        streams.cutOffStuck();
    }

    /// Ends all streams, behind what their clients are being told.
    void end() {
        tail.end();
        streams.awaitEnds();
    }

    /// @param lastKnown the id of the last event that the client has, if it was here before
    void send(Exchange exchange, Interest interest, OptionalLong lastKnown) throws IOException {
        EventStream.HEADERS.forEach(exchange::responseHeader);
        if (exchange.isHead()) {
            exchange.send(200, "text/event-stream; charset=utf-8", new byte[0]);
            return;
        }
        try (OpenStreams.Client client = streams.open(place(exchange))) {
            long end = tail.watch();
            try {
                Start start = lastKnown.isEmpty() ? Start.at(end) : start(interest, lastKnown.getAsLong(), end);
                try (OutputStream out = exchange.stream(200, -1)) {
                    boolean metrics =
                            exchange.query("metrics").filter("true"::equals).isPresent();
                    EventStream events = new EventStream(new Watched(out, client), interest, metrics);
                    begin(events, start);
                    follow(exchange, events, start.known());
                }
            } finally {
                tail.leave();
            }
        }
    }

    private Place place(Exchange exchange) {
        Streams bounded = bounds;
        return bounded == null ? Place.FREE : bounded.begin(exchange.caller(), exchange.remoteAddress());
    }

    /// Where a client goes on that was here before, or on another server that was ahead of this one.
    ///
    /// @param end the number behind which the tail has everything
    private Start start(Interest interest, long from, long end) {
        return database.read(tx -> {
            LiveStore store = new LiveStore(tx);
            if (from > store.last() || from + 1 < store.first()) {
                return new Start(end, List.of(), true);
            }
            if (from >= end) {
                return Start.at(from);
            }
            return missed(store, interest, from, end)
                    .map(missed -> new Start(end, missed, false))
                    .orElseGet(() -> new Start(end, List.of(), true));
        });
    }

    /// What a client missed; empty if it is too much to tell.
    private static Optional<List<Entry>> missed(LiveStore store, Interest interest, long from, long end) {
        List<Entry> missed = new ArrayList<>();
        long chars = 0;
        List<Entry> page = store.between(interest, from, end, READ_AT_ONCE);
        while (!page.isEmpty()) {
            missed.addAll(page);
            chars += page.stream().mapToLong(entry -> entry.content().length()).sum();
            if (missed.size() > MAX_MISSED || chars > MAX_MISSED_CHARS) {
                return Optional.empty();
            }
            page = store.between(interest, page.getLast().id(), end, READ_AT_ONCE);
        }
        return Optional.of(missed);
    }

    private static void begin(EventStream events, Start start) throws IOException {
        events.open();
        if (start.isGap()) {
            events.resync(start.known());
        } else if (!events.send(start.missed())) {
            events.stillHere(start.known());
        }
    }

    /// How a stream begins.
    ///
    /// @param known  the number up to which the client knows the log once it has what it missed
    /// @param missed what it missed
    /// @param isGap  whether it missed more than can be told
    private record Start(long known, List<Entry> missed, boolean isGap) {
        static Start at(long known) {
            return new Start(known, List.of(), false);
        }
    }

    /// Tells of changes as long as the client may know of them: whose permissions are others than before begins anew.
    private void follow(Exchange exchange, EventStream events, long start) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        long known = start;
        long lastWord = System.nanoTime();
        while (System.nanoTime() < end) {
            Tail.Slice slice = next(known);
            if (!isAsBefore(exchange)) {
                return;
            }
            known = slice.last();
            boolean spoke = true;
            if (slice.isGap()) {
                events.resync(known);
            } else if (!events.send(slice.entries())) {
                spoke = System.nanoTime() - lastWord >= KEEP_ALIVE.toNanos();
                if (spoke) {
                    events.stillHere(known);
                }
            }
            if (spoke) {
                lastWord = System.nanoTime();
            }
            if (slice.ended()) {
                return;
            }
        }
    }

    private static boolean isAsBefore(Exchange exchange) {
        try {
            return exchange.callerNow().equals(exchange.caller());
        } catch (ApiException refused) {
            return false;
        }
    }

    private Tail.Slice next(long known) {
        try {
            return tail.after(known, KEEP_ALIVE);
        } catch (InterruptedException cutOff) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The stream was cut off.");
        }
    }

    /// Lets it be seen how long a write takes.
    private static final class Watched extends OutputStream {
        private final OutputStream out;
        private final OpenStreams.Client client;

        private Watched(OutputStream out, OpenStreams.Client client) {
            this.out = out;
            this.client = client;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            client.beginWrite();
            try {
                out.write(bytes, from, length);
            } finally {
                client.endWrite();
            }
        }

        @Override
        public void flush() throws IOException {
            client.beginWrite();
            try {
                out.flush();
            } finally {
                client.endWrite();
            }
        }
    }
}
