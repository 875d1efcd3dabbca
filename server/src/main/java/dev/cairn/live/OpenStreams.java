package dev.cairn.live;

import dev.cairn.http.ApiException;
import dev.cairn.limits.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The streams that are open, which are not more than a server can hold. Safe for use by any number of threads.
final class OpenStreams {
    static final int MAX = 500;

    /// How long a client may take nothing of what it is sent.
    private static final Duration STUCK = Duration.ofSeconds(30);

    /// The same where all streams are to end.
    private static final Duration STUCK_AT_THE_END = Duration.ofSeconds(1);

    /// How long the end of all streams may take, as where clients take slowly what they are sent.
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Duration stuckAtTheEnd;
    private final Duration longestEnd;

    OpenStreams() {
        this(STUCK_AT_THE_END, LONGEST_END);
    }

    /// @param stuckAtTheEnd how long a client may take nothing where all streams are to end
    /// @param longestEnd    how long that may take in all
    OpenStreams(Duration stuckAtTheEnd, Duration longestEnd) {
        this.stuckAtTheEnd = stuckAtTheEnd;
        this.longestEnd = longestEnd;
    }

    /// The calling thread as a client's; to be closed by it.
    ///
    /// @param place of the client among those of whoever it works for; closed with it, or if it is refused
    Client open(Place place) {
        Client client = new Client(Thread.currentThread(), place);
        clients.add(client);
        if (clients.size() > MAX) {
            client.close();
            throw ApiException.busy(
                    "The server has %d streams open, which is all it holds. Try again later.".formatted(MAX));
        }
        return client;
    }

    /// Cuts off clients that take nothing. A virtual thread that is interrupted in a write closes
    /// its socket.
    void cutOffStuck() {
        cutOff(clients, STUCK);
    }

    private static void cutOff(Collection<Client> some, Duration patience) {
        long now = System.nanoTime();
        some.forEach(client -> client.cutOffIfStuck(now, patience));
    }

    /// Waits until those who are here have left, whose streams were told to end, and cuts off who
    /// takes nothing.
    void awaitEnds() {
        List<Client> here = List.copyOf(clients);
        long end = System.nanoTime() + longestEnd.toNanos();
        while (!Collections.disjoint(clients, here) && System.nanoTime() < end) {
            cutOff(here, stuckAtTheEnd);
            LockSupport.parkNanos(LOOK.toNanos());
        }
        cutOff(here, Duration.ZERO);
    }

    int size() {
        return clients.size();
    }

    final class Client implements AutoCloseable {
        private final Thread thread;
        private final Place place;
        private boolean writing;
        private long since;

        private Client(Thread thread, Place place) {
            this.thread = thread;
            this.place = place;
        }

        synchronized void beginWrite() {
            writing = true;
            since = System.nanoTime();
        }

        synchronized void endWrite() {
            writing = false;
        }

        private synchronized void cutOffIfStuck(long now, Duration patience) {
            if (writing && now - since >= patience.toNanos()) {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            clients.remove(this);
            place.close();
        }
    }
}
