package dev.cairn.live;

import dev.cairn.http.ApiException;
import dev.cairn.limits.Place;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The streams that are open, which are not more than a server can hold. Safe for use by any number of threads.
final class OpenStreams {
    static final int MAX = 500;

    /// How long a client may take nothing of what it is sent.
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

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

    /// Cuts off clients that take nothing, at once where all streams are to end. A virtual thread that is interrupted
    /// in a write closes its socket.
    void cutOffStuck(boolean atOnce) {
        long now = System.nanoTime();
        clients.forEach(client -> client.cutOffIfStuck(now, atOnce ? Duration.ZERO : STUCK));
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
