package dev.cairn.artifacts.quota;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one public door to what workspaces may use of an artifact store. What they use is counted
/// in the database where a quota bounds them: bytes are reserved before they come in and counted
/// once they are there, and the store is measured every day. In doubt too much is counted, never
/// too little. Safe for use by any number of threads.
public final class Quotas {
    /// Of which what comes in tells again while it comes.
    static final Duration LIFE = Duration.ofHours(1);

    /// How long it may take until something that was sent to the store, whose answer was lost, is to be seen in it.
    private static final Duration DOUBT = Duration.ofMinutes(5);

    /// Between two measurements since something did not fit.
    private static final Duration SELDOM = Duration.ofMinutes(15);

    private static final Duration TURN = Duration.ofSeconds(1);

    private final Database database;
    private final ArtifactStore store;
    private final InstantSource clock;
    private final Measuring measuring;

    /// @param store whose bytes count
    public Quotas(Database database, ArtifactStore store, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.measuring = new Measuring(this, store, database, clock);
    }

    /// The store, which takes no more than fits.
    public ArtifactStore store() {
        return new MeteredStore(this, store);
    }

    /// Says what workspaces may use that have no quota of their own, and begins to measure.
    ///
    /// @param bytes empty for any number
    public void start(Background background, Optional<Long> bytes) {
        if (!database.<Optional<Long>>read(tx -> new QuotaStore(tx).defaults()).equals(bytes)) {
            database.write(tx -> {
                new QuotaStore(tx).setDefaults(bytes.orElse(null));
                return true;
            });
        }
        background.every(TURN, "storage", this::turn);
    }

    /// Looks after what was given up, and measures what it is time for.
    void turn() {
        measuring.turn();
    }

    /// What a workspace may use, and uses.
    public static Storage storage(Transaction tx, long workspace) {
        return new QuotaStore(tx).storage(workspace);
    }

    /// Sets the quota of a workspace.
    ///
    /// @param quota null for the default, [Storage#NONE] for none
    public static void set(Transaction tx, long workspace, @Nullable Long quota) {
        QuotaStore quotas = new QuotaStore(tx);
        boolean wasBounded = quotas.locked(workspace).quota() != null;
        quotas.set(workspace, quota);
        if (!wasBounded || quotas.storage(workspace).quota() == null) {
            quotas.forget(workspace); // as nothing is counted of what has no bound
        }
    }

    /// Has what a workspace that ends uses counted with the default one's.
    public static void ended(Transaction tx, long workspace, long heir) {
        QuotaStore quotas = new QuotaStore(tx);
        quotas.delete(workspace);
        quotas.forget(heir);
    }

    /// Whether a quota bounds what comes to a path.
    boolean bounds(ArtifactPath path) {
        return database.<Optional<Long>>read(tx -> new QuotaStore(tx).bounded(path))
                .isPresent();
    }

    /// Reserves bytes for what comes to a path; empty where nothing bounds it.
    Optional<Reservation> reserve(String id, ArtifactPath path, long bytes, Duration life) throws IOException {
        Optional<Long> workspace = database.read(tx -> new QuotaStore(tx).bounded(path));
        if (workspace.isEmpty()) {
            return Optional.empty();
        }
        Reservation reservation = new Reservation(this, workspace.get(), id, path, life);
        reservation.begin(bytes);
        return Optional.of(reservation);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /// The bytes of the file of a path, none for what is not there.
    long bytes(ArtifactPath path) throws IOException {
        return store.find(path).map(ArtifactFile::size).orElse(0L);
    }

    /// The bytes of a file, or of all below a folder.
    long allBytes(ArtifactPath path) throws IOException {
        return store.bytes(path);
    }

    /// Sets how many bytes a reservation is for.
    ///
    /// @param bytes all that come in with it
    /// @return whether they fit; if not, nothing changed but that it is known what is on its way
    boolean hold(Reservation one, long bytes) {
        return database.write(tx -> hold(new QuotaStore(tx), one, bytes, false));
    }

    /// Sets how many bytes more a reservation is for, which others may work with at the same time.
    void grow(String id, ArtifactPath path, long bytes) {
        Optional<Long> workspace = database.read(tx -> new QuotaStore(tx).bounded(path));
        if (workspace.isPresent()) {
            Reservation one = new Reservation(this, workspace.get(), id, path, MeteredTransfer.PARTS_LIFE);
            if (!database.write(tx -> hold(new QuotaStore(tx), one, bytes, true))) {
                throw full(workspace.get(), bytes);
            }
        }
    }

    private boolean hold(QuotaStore quotas, Reservation one, long bytes, boolean more) {
        Storage storage = quotas.locked(one.workspace());
        Long quota = storage.quota();
        Long used = storage.used();
        Optional<QuotaStore.Held> before = quotas.held(one.id());
        long already = before.map(QuotaStore.Held::bytes).orElse(0L);
        long epoch = before.map(QuotaStore.Held::epoch)
                .orElseGet(() -> quotas.epoch(one.workspace()).orElse(-1L));
        QuotaStore.Held asked = new QuotaStore.Held(
                one.id(), one.workspace(), one.path().value(), more ? already + bytes : bytes, one.previous(), epoch);
        long needed = Math.max(0, asked.bytes() - givenBack(quotas, asked));
        if (quota != null && used == null && needed > 0) {
            throw ApiException.busy(
                    "The server is measuring what this workspace stores, since it has a quota; try again.");
        }
        long sum = Objects.requireNonNullElse(used, 0L) + storage.reserved() - already + needed;
        boolean fits = quota == null || needed <= already || sum <= quota;
        quotas.hold(
                asked.of(fits ? needed : already), clock.millis() + one.life().toMillis());
        return fits;
    }

    /// What a thing takes the place of, as long as nothing else may have taken it: neither another one on its way to
    /// the same place, nor a measurement that may have seen either of both.
    private static long givenBack(QuotaStore quotas, QuotaStore.Held held) {
        Long previous = held.previous();
        return previous != null
                        && quotas.epoch(held.workspace())
                                .filter(now -> now == held.epoch())
                                .isPresent()
                        && quotas.isAlone(held)
                ? previous
                : 0;
    }

    /// Counts what came in with a reservation, which is over.
    ///
    /// @param bytes    that are there now
    /// @param previous those that were; null where that is not known
    void settle(String id, long bytes, @Nullable Long previous) {
        database.write(tx -> {
            QuotaStore quotas = new QuotaStore(tx);
            quotas.held(id).ifPresent(found -> {
                Storage storage = quotas.locked(found.workspace());
                long back = givenBack(quotas, found.after(previous));
                if (storage.used() != null) {
                    quotas.count(found.workspace(), Math.max(0, storage.used() + bytes - back), bytes);
                }
                quotas.release(id);
                if (previous == null) {
                    quotas.measure(found.workspace(), clock.millis());
                }
            });
            return true;
        });
    }

    /// Gives back what nothing came in with.
    void release(String id) {
        database.write(tx -> {
            new QuotaStore(tx).release(id);
            return true;
        });
    }

    /// Has it looked, some time later, what became of a reservation of which that is not known.
    void doubt(String id) {
        expire(id, DOUBT);
    }

    void expire(String id, Duration life) {
        database.write(tx -> {
            new QuotaStore(tx).expire(id, clock.millis() + life.toMillis());
            return true;
        });
    }

    /// Takes a part that failed off a reservation.
    void shrink(String id, long bytes) {
        database.write(tx -> {
            QuotaStore quotas = new QuotaStore(tx);
            quotas.held(id).ifPresent(found -> {
                quotas.locked(found.workspace());
                quotas.held(id)
                        .ifPresent(held -> quotas.hold(
                                held.of(Math.max(0, held.bytes() - bytes)),
                                clock.millis() + MeteredTransfer.PARTS_LIFE.toMillis()));
            });
            return true;
        });
    }

    /// The refusal of what does not fit. The store is then measured, if it was not a short time ago: too much may be
    /// counted.
    ApiException full(long workspace, long bytes) {
        Storage storage = database.read(tx -> new QuotaStore(tx).storage(workspace));
        String name = database.read(tx -> new QuotaStore(tx).name(workspace).orElse(""));
        database.write(tx -> {
            new QuotaStore(tx).measure(workspace, storage.measuredAt() + SELDOM.toMillis());
            return true;
        });
        return new ApiException(
                ErrorCode.QUOTA_EXCEEDED,
                "The workspace '%s' has no room for these %,d bytes: it uses %,d of its storage quota of %,d bytes, and %,d are on their way. Delete files, or purge what is in the trash (./cairn gc), or ask an administrator for a larger quota."
                        .formatted(
                                name,
                                bytes,
                                Objects.requireNonNullElse(storage.used(), 0L),
                                Objects.requireNonNullElse(storage.quota(), 0L),
                                storage.reserved()));
    }
}
