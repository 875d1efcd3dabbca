package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedState;
import dev.cairn.protocol.serving.ServedState.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An endpoint as this server serves it. It follows what is stored: what it does not have yet is loaded first, then
/// takes the requests, and what was there before goes once its last request has ended.
final class LiveEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEndpoint.class);
    private static final long RETRY_NANOS = 30_000_000_000L;

    private volatile StoredEndpoint endpoint;
    private final Loading loading;
    private final AtomicBoolean isAtWork = new AtomicBoolean();
    private volatile @Nullable Traffic traffic;
    private volatile @Nullable Failure failure;
    private boolean isClosed;

    /// What could not be served, when, and why.
    private record Failure(Plan plan, long at, String message) {}

    LiveEndpoint(StoredEndpoint endpoint, Loading loading) {
        this.endpoint = endpoint;
        this.loading = loading;
    }

    long id() {
        return endpoint.id();
    }

    /// What answers now; empty until something does.
    Optional<Traffic> traffic() {
        return Optional.ofNullable(traffic);
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
            if (wanted.isPending()) {
                loading.activate(wanted);
            }
            return;
        }
        @Nullable Failure before = failure;
        if (before != null && before.plan.isLike(plan) && System.nanoTime() - before.at < RETRY_NANOS) {
            return;
        }
        isAtWork.set(true);
        loading.later(() -> {
            try {
                serve(plan);
            } finally {
                isAtWork.set(false);
            }
        });
    }

    /// The versions that the entities of a configuration mean now. An alias that means none any more leaves what it
    /// meant.
    private List<String> versions(StoredConfig wanted) {
        return wanted.config().servedEntities().stream().map(this::version).toList();
    }

    private String version(ServedEntity entity) {
        try {
            return loading.source().version(Caller.itself(endpoint.workspace()), entity);
        } catch (ApiException gone) {
            return traffic()
                    .flatMap(now -> now.find(String.valueOf(entity.name())))
                    .map(Traffic.Share::version)
                    .orElse("");
        }
    }

    private void serve(Plan plan) {
        @Nullable Traffic before = traffic;
        try {
            replace(loading.load(endpoint, plan, before));
            failure = null;
            if (plan.stored().isPending()) {
                loading.activate(plan.stored());
            }
        } catch (Loading.NotLoaded notLoaded) {
            String why = String.valueOf(notLoaded.getMessage());
            LOG.warn("endpoint={} config={} not served: {}", endpoint.name(), plan.configVersion(), why);
            failure = new Failure(plan, System.nanoTime(), why);
            if (plan.stored().isPending()) {
                loading.fail(plan.stored(), why);
            }
        }
    }

    /// Lets something else answer, unless nothing is to any more.
    private synchronized void replace(Traffic after) {
        @Nullable Traffic before = traffic;
        if (isClosed) {
            release(after);
            return;
        }
        traffic = after;
        if (before != null) {
            release(before);
        }
    }

    /// How an entity of a configuration is here.
    ServedState state(StoredConfig config, ServedEntity entity) {
        @Nullable Traffic now = traffic;
        if (now != null && now.plan().configVersion() == config.version()) {
            return new ServedState(Deployment.DEPLOYMENT_READY, null);
        }
        @Nullable Failure last = failure;
        if (last != null && last.plan.configVersion() == config.version()) {
            return new ServedState(Deployment.DEPLOYMENT_FAILED, last.message);
        }
        return new ServedState(Deployment.DEPLOYMENT_CREATING, "The model is being loaded.");
    }

    /// Serves nothing any more.
    synchronized void close() {
        isClosed = true;
        @Nullable Traffic last = traffic;
        traffic = null;
        if (last != null) {
            release(last);
        }
    }

    private static void release(Traffic traffic) {
        traffic.shares().forEach(share -> share.served().leave());
    }
}
