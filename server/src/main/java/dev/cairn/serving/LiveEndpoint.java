package dev.cairn.serving;

import dev.cairn.hosting.ServedVersion;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ListServingEvents;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedState;
import dev.cairn.protocol.serving.ServedState.Deployment;
import dev.cairn.serving.EventStore.Happened;
import dev.cairn.serving.reasons.FailedTry;
import dev.cairn.serving.reasons.NotLoaded;
import dev.cairn.serving.reasons.ServedReasons;
import dev.cairn.serving.rollouts.Spread;
import dev.cairn.serving.rollouts.Sums;
import dev.cairn.serving.shadows.Shadow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An endpoint as this server serves it. It follows what is stored: what it does not have yet is loaded first, then
/// takes the requests, and what was there before goes once its last request has ended.
final class LiveEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEndpoint.class);

    private volatile StoredEndpoint endpoint;
    private final Loading loading;
    private final Outcomes outcomes;
    private final Watchers watchers;
    private final Shadows shadows;
    private final AtomicBoolean isAtWork = new AtomicBoolean();
    private volatile @Nullable Traffic traffic;

    /// What became of the configurations that could not be served, by their numbers.
    private final Map<Long, Failure> failures = new ConcurrentHashMap<>();

    /// Whose versions the database knows as those that answer.
    private volatile @Nullable Plan kept;

    private volatile @Nullable Moving moving;
    private volatile boolean isClosed;
    private Set<String> down = Set.of();

    /// A rollout that moves the shares of a configuration, and what is counted in its step.
    private record Moving(
            long configVersion, Map<String, Integer> shares, StoredRollout.Step step, Map<String, Spread> counted) {}

    /// What could not be served.
    private record Failure(Plan plan, FailedTry how) {}

    LiveEndpoint(StoredEndpoint endpoint, Loading loading, Outcomes outcomes) {
        this.endpoint = endpoint;
        this.loading = loading;
        this.outcomes = outcomes;
        this.watchers = new Watchers(outcomes.clock());
        this.shadows = new Shadows(outcomes.clock());
    }

    long id() {
        return endpoint.id();
    }

    /// What is kept of how its entities do.
    Watchers watchers() {
        return watchers;
    }

    Shadows shadows() {
        return shadows;
    }

    /// The shadows of what answers now, not those of what has just gone.
    synchronized List<Shadow> shadowsNow() {
        return shadows.all();
    }

    /// What answers now; empty until something does.
    Optional<Traffic> traffic() {
        return Optional.ofNullable(traffic);
    }

    /// The same, for a request that needs it.
    Traffic ready() {
        return traffic().orElseThrow(LiveEndpoint::notReady);
    }

    static ApiException notReady() {
        return ApiException.busy("The endpoint is not ready.");
    }

    /// Whether a request may find a place, as [Traffic#hasRoom] knows it.
    boolean hasRoom(Optional<String> entity) {
        @Nullable Traffic now = traffic;
        return now == null || now.hasRoom(entity);
    }

    /// Gives the entities of the configuration that answers the shares that a rollout says, if there is one.
    ///
    /// @param wanted the configuration that is to answer, where none does yet
    synchronized void share(StoredConfig wanted, Optional<StoredRollout> rollout) {
        @Nullable Moving before = moving;
        @Nullable Traffic now = traffic;
        StoredConfig config = now == null ? wanted : now.plan().stored();
        Optional<StoredRollout> moves = rollout.filter(each -> each.moves(config.version()));
        if (moves.isPresent()) {
            StoredRollout.Step step = moves.get().which();
            if (before == null || !before.step.equals(step)) {
                Map<String, Integer> shares = Rollouts.shares(moves.get(), config);
                Map<String, Spread> counted = shares.keySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new Spread()));
                moving = new Moving(config.version(), shares, step, counted);
                traffic = now == null ? null : shared(now);
            }
        } else if (before != null) {
            moving = null;
            traffic = now == null ? null : now.sharing(config.shares());
        }
    }

    /// The same with the shares of a rollout, where it moves those.
    private Traffic shared(Traffic which) {
        @Nullable Moving now = moving;
        return now != null && now.configVersion == which.plan().configVersion() ? which.sharing(now.shares) : which;
    }

    /// A request that an entity got by its share was answered.
    void count(String entity, int status, long nanos) {
        @Nullable Moving now = moving;
        @Nullable Spread spread = now == null ? null : now.counted.get(entity);
        if (spread != null) {
            spread.add(status, nanos);
        }
    }

    /// What was counted here in a step of a rollout, by entity.
    Map<String, Sums> counted(StoredRollout.Step step) {
        @Nullable Moving now = moving;
        Map<String, Sums> sums = new HashMap<>();
        if (now != null && now.step.equals(step)) {
            now.counted.forEach((entity, spread) -> sums.put(entity, spread.sums()));
        }
        return sums;
    }

    /// Frees models that nobody has asked for as long as their entities say.
    void rest() {
        traffic().stream().flatMap(now -> now.shares().stream()).forEach(share -> {
            if (share.served().restIfIdle()) {
                share.watched()
                        .serving()
                        .add("Version %s of the model %s is scaled to zero, since nobody asks it"
                                .formatted(share.version(), share.entity().entityName()));
            }
        });
    }

    /// Tells of entities that answer nobody since the last time, and of those that do again. A turn of one thread at a
    /// time.
    void tellOfTrouble() {
        Set<String> before = down;
        Set<String> now = new HashSet<>();
        traffic().stream().flatMap(each -> each.shares().stream()).forEach(share -> {
            Optional<ServedReason> trouble = share.trouble();
            if (trouble.isPresent()) {
                now.add(share.name());
            }
            if (trouble.isPresent() != before.contains(share.name())) {
                outcomes.tell(
                        endpoint,
                        trouble.map(why -> new Happened(
                                        ListServingEvents.Kind.ENTITY_DOWN,
                                        share.name(),
                                        null,
                                        share.version(),
                                        ServedReasons.stored(why)))
                                .orElseGet(() -> Happened.of(ListServingEvents.Kind.ENTITY_UP, share.name())));
            }
        });
        down = now;
    }

    /// What is to be served next: the newest, but where nothing answers yet, first the one that answered before.
    ///
    /// @param needed the configuration that answers, if one does, and behind it the one that is to take its place
    StoredConfig next(List<StoredConfig> needed) {
        return needed.stream()
                .filter(config -> traffic == null && isToBeTried(config))
                .findFirst()
                .orElse(needed.getLast());
    }

    private boolean isToBeTried(StoredConfig config) {
        @Nullable Failure before = failures.get(config.version());
        return before == null || before.how.isOver(System.nanoTime());
    }

    /// Begins to serve a configuration, if that is not what it does.
    void follow(StoredEndpoint stored, StoredConfig wanted) {
        endpoint = stored;
        if (isAtWork.get()) {
            return;
        }
        Plan plan = new Plan(wanted, versions(wanted));
        @Nullable Traffic now = traffic;
        if (now != null && now.plan().isLike(plan)) {
            keep(now.plan());
            if (now.isWhole()) {
                failures.remove(plan.configVersion());
                return;
            }
        }
        @Nullable Failure before = failures.get(plan.configVersion());
        if (before == null || !before.plan.isLike(plan)) {
            begin(plan, false);
        } else if (before.how.isOver(System.nanoTime())) {
            begin(plan, !before.how.why().passes());
        }
    }

    private void begin(Plan plan, boolean isAgain) {
        isAtWork.set(true);
        boolean hasBegun = loading.later(isAgain, () -> {
            try {
                serve(plan);
            } catch (RuntimeException | Error unforeseen) {
                LOG.error("endpoint={} config={} not served", endpoint.name(), plan.configVersion(), unforeseen);
                String what = unforeseen.getClass().getSimpleName();
                failed(plan, new NotLoaded(ServedReason.of(Kind.UNFORESEEN, what), true));
            } finally {
                isAtWork.set(false);
            }
        });
        if (!hasBegun) {
            isAtWork.set(false);
        }
    }

    private void failed(Plan plan, NotLoaded why) {
        @Nullable Failure before = failures.get(plan.configVersion());
        @Nullable FailedTry earlier = before != null && before.plan.isLike(plan) ? before.how : null;
        FailedTry failed = FailedTry.of(why, earlier, System.nanoTime());
        failures.put(plan.configVersion(), new Failure(plan, failed));
        if (plan.stored().isPending() && failed.isLast()) {
            outcomes.fail(plan.stored(), why.reason());
        }
    }

    /// The versions that the entities of a configuration mean now, empty where that is none.
    private List<String> versions(StoredConfig wanted) {
        return wanted.config().servedEntities().stream()
                .map(entity -> loading.source()
                        .findVersion(endpoint.workspace(), entity)
                        .orElse("")) // of which the loading tells
                .toList();
    }

    private void serve(Plan plan) {
        forgetOthers(plan);
        try {
            @Nullable Traffic before = traffic;
            Loading.Loaded loaded = loading.load(endpoint, plan, before, watchers);
            if (isToServe(plan, loaded.traffic())) {
                replace(loaded.traffic());
                failures.keySet().retainAll(Set.of(plan.configVersion()));
                loaded.missing().ifPresentOrElse(missing -> failed(plan, missing), failures::clear);
                keep(loaded.traffic().plan());
            }
        } catch (NotLoaded notLoaded) {
            LOG.warn(
                    "endpoint={} config={} not served: {}",
                    endpoint.name(),
                    plan.configVersion(),
                    notLoaded.getMessage());
            failed(plan, notLoaded);
        }
    }

    /// Has the database know which versions answer, if it does not yet.
    private void keep(Plan plan) {
        @Nullable Plan last = kept;
        if (last == null || !last.isLike(plan)) {
            outcomes.keepServed(endpoint, plan);
            kept = plan;
        }
    }

    /// Forgets what was kept of entities that are neither served nor to be served.
    private void forgetOthers(Plan plan) {
        Set<String> names = new HashSet<>();
        plan.entities().forEach(entity -> names.add(Objects.requireNonNull(entity.name())));
        traffic().ifPresent(now -> now.shares().forEach(share -> names.add(share.name())));
        watchers.keep(names);
    }

    /// Whether a configuration answers from now on, or did already. If not, what was loaded for it is freed.
    private boolean isToServe(Plan plan, Traffic loaded) {
        boolean isToServe = false;
        try {
            isToServe = !isClosed && (!plan.stored().isPending() || outcomes.activate(plan.stored()));
            return isToServe;
        } finally {
            if (!isToServe) {
                release(loaded);
            }
        }
    }

    /// Lets something else answer, unless nothing is to any more.
    private void replace(Traffic after) {
        @Nullable Traffic freed = exchange(after);
        if (freed != null) {
            release(freed);
        }
    }

    /// @return what does not answer any more, to be freed without the lock: that may take a while
    private synchronized @Nullable Traffic exchange(Traffic after) {
        @Nullable Traffic before = traffic;
        if (isClosed) {
            return after;
        }
        tell(before, after); // first, so that whoever sees that it answers can read it
        traffic = shared(after);
        shadows.follow(after);
        return before;
    }

    private void tell(@Nullable Traffic before, Traffic after) {
        for (Traffic.Share share : after.shares()) {
            Optional<Traffic.Share> earlier = before == null ? Optional.empty() : before.find(share.name());
            if (earlier.isEmpty() || earlier.get().served() != share.served()) {
                share.watched().figures().takesOver(share.version());
                share.watched()
                        .serving()
                        .add("Version %s of the model %s takes the requests"
                                .formatted(share.version(), share.entity().entityName()));
            }
        }
    }

    /// Whether a configuration that answers elsewhere is yet to answer here, as far as it is known to be able to.
    boolean isBehind(StoredConfig config) {
        @Nullable Traffic now = traffic;
        return (now == null || now.plan().configVersion() != config.version())
                && !failures.containsKey(config.version());
    }

    /// What answers for an entity of a configuration. Of one that this server has just begun or ceased to serve,
    /// that is what answers for the same entity in the other one.
    Optional<Traffic.Share> share(StoredConfig config, ServedEntity entity) {
        return traffic()
                .flatMap(now -> now.find(Objects.requireNonNull(entity.name()))
                        .filter(share -> now.plan().configVersion() == config.version()
                                || (config.hasAnswered() && share.entity().equals(entity))));
    }

    /// How an entity of a configuration is here.
    ServedState state(StoredConfig config, ServedEntity entity) {
        @Nullable Failure last = failures.get(config.version());
        @Nullable ServedReason why = last == null ? null : last.how.why().reason();
        Optional<Traffic.Share> share = share(config, entity);
        if (share.isPresent()) {
            Optional<ServedReason> trouble = share.flatMap(Traffic.Share::trouble);
            if (trouble.isPresent()) {
                return ServedReasons.state(Deployment.DEPLOYMENT_RECOVERING, trouble.get());
            }
            boolean isAtRest = share.map(Traffic.Share::served)
                    .filter(ServedVersion::isAtRest)
                    .isPresent();
            return ServedReasons.state(
                    Deployment.DEPLOYMENT_READY, why == null && isAtRest ? ServedReason.of(Kind.SCALED_TO_ZERO) : why);
        }
        if (why != null && !config.isPending()) {
            boolean waits = last != null && last.how.why().waits();
            return ServedReasons.state(waits ? Deployment.DEPLOYMENT_RECOVERING : Deployment.DEPLOYMENT_FAILED, why);
        }
        return ServedReasons.state(Deployment.DEPLOYMENT_CREATING, why == null ? ServedReason.of(Kind.LOADING) : why);
    }

    /// Serves nothing any more.
    synchronized void close() {
        isClosed = true;
        @Nullable Traffic last = traffic;
        traffic = null;
        shadows.close();
        if (last != null) {
            release(last);
        }
    }

    private static void release(Traffic traffic) {
        traffic.shares().forEach(share -> share.served().leave());
    }
}
