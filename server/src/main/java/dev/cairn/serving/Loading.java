package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.hosting.ServedVersion;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.remote.ClusterModels;
import dev.cairn.remote.NotThereException;
import dev.cairn.serving.reasons.NotLoaded;
import dev.cairn.serving.variables.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what plans mean into memory, some at a time.
final class Loading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private static final int GRACE_SECONDS = 5;

    private final Database database;
    private final ModelSource source;
    private final VersionLoader versions;
    private final ExecutorService loaders = threads(4, "cairn-loading-");

    /// Of what could not be loaded before, and will hardly be: a model that never ends to load keeps
    /// no other waiting but its like.
    private final ExecutorService again = threads(2, "cairn-loading-again-");

    Loading(VersionLoader versions) {
        this.database = versions.database();
        this.source = versions.source();
        this.versions = versions;
    }

    /// What is in memory of a plan.
    ///
    /// @param traffic with what answered before in the place of what could not be loaded
    /// @param missing why that could not be loaded; empty where all is there
    record Loaded(Traffic traffic, Optional<NotLoaded> missing) {}

    ModelSource source() {
        return source;
    }

    /// So many, of which each takes work only when it has none: what waits may be something else by the time it is its
    /// turn.
    private static ExecutorService threads(int most, String name) {
        return new ThreadPoolExecutor(
                0,
                most,
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /// Has one of the threads that load do something, if one has no work.
    ///
    /// @param isAgain whether it was tried before, and failed for a reason that does not pass
    /// @return whether it is done; else it is to be tried again soon
    boolean later(boolean isAgain, Runnable work) {
        try {
            (isAgain ? again : loaders).execute(work);
            return true;
        } catch (RejectedExecutionException busy) {
            return false;
        }
    }

    /// Brings a plan into memory. What is there already and fits is taken over, and held once more. Of a configuration
    /// that has served, a version that cannot be loaded leaves the one that answered last, or a shadow out.
    ///
    /// @param watchers of the endpoint, which are told how it goes
    Loaded load(StoredEndpoint endpoint, Plan plan, @Nullable Traffic before, Watchers watchers) throws NotLoaded {
        One loading = new One(endpoint, plan, before, watchers);
        Map<Integer, ServedVersion> loaded = new LinkedHashMap<>();
        List<String> versions = new ArrayList<>();
        @Nullable NotLoaded missing = null;
        try {
            for (int i = 0; i < plan.entities().size(); i++) {
                Brought brought = loading.bring(i);
                if (brought.served() != null) {
                    loaded.put(i, brought.served());
                }
                versions.add(brought.version());
                missing = soonest(missing, brought.missing());
            }
            Plan now = new Plan(plan.stored(), List.copyOf(versions));
            return new Loaded(Traffic.of(now, loaded, watchers), Optional.ofNullable(missing));
        } catch (NotLoaded | RuntimeException | Error failure) {
            loaded.values().forEach(ServedVersion::leave);
            throw failure;
        }
    }

    /// Of two reasons that of which it is known first whether it holds.
    private static @Nullable NotLoaded soonest(@Nullable NotLoaded one, @Nullable NotLoaded other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.waits() || (other.passes() && !one.waits()) ? other : one;
    }

    /// What is in memory of one entity.
    ///
    /// @param version that answers; empty where none does
    /// @param missing why that is not the one that is meant; null where it is
    private record Brought(
            String version,
            @Nullable ServedVersion served,
            @Nullable NotLoaded missing) {}

    /// One plan that is brought into memory.
    private final class One {
        private final StoredEndpoint endpoint;
        private final Plan plan;
        private final @Nullable Traffic before;
        private final Watchers watchers;

        One(StoredEndpoint endpoint, Plan plan, @Nullable Traffic before, Watchers watchers) {
            this.endpoint = endpoint;
            this.plan = plan;
            this.before = before;
            this.watchers = watchers;
        }

        private EntityVersion with(int index, String version) {
            return new EntityVersion(endpoint, plan.stored(), index, version);
        }

        private EntityVersion meant(int index) {
            return with(index, plan.versions().get(index));
        }

        /// Brings into memory what an entity means.
        Brought bring(int index) throws NotLoaded {
            EntityVersion meant = meant(index);
            try {
                requireReader(meant);
                return new Brought(meant.version(), keepOrLoad(meant), null);
            } catch (NotLoaded failed) {
                if (failed.waits()) {
                    beginAfter(index);
                }
                if (plan.stored().isPending()) {
                    throw failed;
                }
                return instead(meant, failed);
            }
        }

        /// What answered last, in the place of a version that cannot be loaded. In that of a shadow
        /// there may be nothing: the others answer without it.
        private Brought instead(EntityVersion meant, NotLoaded failed) throws NotLoaded {
            List<String> served = plan.stored().served();
            try {
                if (served.isEmpty() || meant.hasServed()) {
                    throw failed;
                }
                EntityVersion last = with(meant.index(), served.get(meant.index()));
                return new Brought(last.version(), keepOrLoad(last), failed);
            } catch (NotLoaded none) {
                if (meant.entity().cairnShadow() == null) {
                    throw failed.waits() ? failed : none;
                }
                return new Brought("", null, failed);
            }
        }

        /// A version that has not answered yet is one that whoever configured the endpoint may read.
        private void requireReader(EntityVersion meant) throws NotLoaded {
            String creator = plan.stored().creator();
            if (!meant.hasServed()
                    && !database.read(tx -> source.isReader(tx, creator, endpoint.workspace(), meant.model()))) {
                throw new NotLoaded(ServedReason.named(Kind.NOT_A_READER, creator, meant.model(), null));
            }
        }

        private ServedVersion keepOrLoad(EntityVersion asked) throws NotLoaded {
            Optional<Traffic.Share> kept =
                    fitting(asked).filter(share -> share.served().enter()).findFirst();
            if (kept.isPresent()) {
                if (plan.entities().stream().noneMatch(each -> kept.get().name().equals(each.name()))) {
                    watchers.rename(kept.get().watched(), asked.name());
                }
                return kept.get().served();
            }
            Watchers.Watched watched = watchers.of(asked.name());
            try {
                return versions.load(asked, watched);
            } catch (NotLoaded failed) {
                watched.building().add((failed.passes() ? "not yet: " : "failed: ") + failed.getMessage());
                throw failed;
            }
        }

        /// What answers already with what an entity is to answer with.
        private Stream<Traffic.Share> fitting(EntityVersion asked) {
            if (before == null) {
                return Stream.empty();
            }
            boolean isSame = before.plan().stored().secretsOf() == plan.stored().secretsOf();
            return isSame || !Variables.refersToSecrets(asked.entity()) // which may be others now
                    ? before.shares().stream().filter(share -> share.fits(asked))
                    : Stream.empty();
        }

        /// Begins those after one that waits, so that pods are started beside each other. What keeps
        /// one from that is told when it is its turn.
        private void beginAfter(int index) {
            IntStream.range(index + 1, plan.entities().size())
                    .mapToObj(this::meant)
                    .filter(each -> ClusterModels.areOf(each.entity())
                            && !each.version().isEmpty()
                            && fitting(each).findAny().isEmpty())
                    .forEach(this::begin);
        }

        private void begin(EntityVersion meant) {
            try {
                requireReader(meant);
                if (source.isOf(endpoint.workspace(), meant.model(), meant.made())) {
                    versions.begin(meant, watchers.of(meant.name()).building());
                }
            } catch (NotLoaded | NotThereException | ApiException later) {
                LOG.debug("entity={} is not begun before its turn", meant.name(), later);
            }
        }
    }

    /// Loads nothing any more, and waits a moment for what is under way.
    @Override
    public void close() {
        loaders.shutdownNow();
        again.shutdownNow();
        try {
            if (!loaders.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)
                    || !again.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a model is still being loaded while the server stops");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            versions.close();
        }
    }
}
