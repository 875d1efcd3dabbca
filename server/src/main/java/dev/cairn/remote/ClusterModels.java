package dev.cairn.remote;

import dev.cairn.access.Workspace;
import dev.cairn.config.KubernetesConfig;
import dev.cairn.deploy.Additions;
import dev.cairn.deploy.Cluster;
import dev.cairn.deploy.Kind;
import dev.cairn.deploy.Placement;
import dev.cairn.deploy.PodModel;
import dev.cairn.deploy.Release;
import dev.cairn.deploy.SecretKey;
import dev.cairn.deploy.Size;
import dev.cairn.encryption.Keys;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason.Finding;
import dev.cairn.protocol.serving.ServedReason.Finding.Code;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one public door of models that run in a cluster, where a server has one.
public final class ClusterModels implements AutoCloseable {
    /// Where models run: in the server, or its processes.
    public static final String SERVER = "server";

    /// In pods of a cluster.
    public static final String KUBERNETES = "kubernetes";

    private static final String NONE =
            "this server has no cluster: it is started with --kubernetes-image for that (docs/kubernetes.md).";
    private static final String PURPOSE = "kubernetes";

    /// What Kubernetes takes of the values of one `Secret`.
    private static final int MOST_VARIABLE_BYTES = 1 << 20;

    private final Optional<Place> place;

    /// A cluster with what this server has there.
    private record Place(KubernetesConfig config, ReleaseNames names, PodCalls calls, Releases releases) {}

    /// @param keys of the database whose endpoints are served
    /// @throws IllegalArgumentException with a sentence for the user
    public ClusterModels(Optional<KubernetesConfig> config, Keys keys) {
        place = config.map(there -> place(there, keys));
    }

    private static Place place(KubernetesConfig config, Keys keys) {
        KubernetesConfig.Access access = config.access();
        try {
            model(config, "models:/any/1", Workspace.DEFAULT);
            size(config, new PodCount(1, 1, 1));
            new Placement(access.namespace(), PURPOSE);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("Of the flags --kubernetes-…: " + malformed.getMessage(), malformed);
        }
        @Nullable String context = access.context().orElse(null);
        Cluster cluster = access.kubeconfig()
                .map(file -> Cluster.connect(file, context))
                .orElseGet(() -> Cluster.connect(context));
        PodCalls calls = new PodCalls();
        KubernetesConfig.Timing timing = config.timing();
        return new Place(
                config,
                new ReleaseNames(access.namespace(), config.trackingUri(), () -> keys.dataKey(PURPOSE)),
                calls,
                new Releases(cluster, calls, timing.starting(), timing.grace()));
    }

    /// Whether this server has a cluster.
    public boolean isOn() {
        return place.isPresent();
    }

    /// Where a model runs that nobody has placed.
    public String usual() {
        return place.filter(there -> there.config.isUsual()).isPresent() ? KUBERNETES : SERVER;
    }

    /// Where models can run, the usual place first; empty where nobody has a choice.
    public List<String> places() {
        if (!isOn()) {
            return List.of();
        }
        return usual().equals(SERVER) ? List.of(SERVER, KUBERNETES) : List.of(KUBERNETES, SERVER);
    }

    /// Where the model of an entity is to run.
    ///
    /// @param at    where in the request the entity is
    /// @param usual where it runs if it does not say
    /// @return null on a server without a cluster, for its own
    public @Nullable String placed(ServedEntity asked, String at, String usual) {
        String said = asked.cairnPlacement();
        if (said == null || said.isEmpty()) {
            return isOn() ? usual : null;
        }
        boolean isThere = said.equals(KUBERNETES);
        if (!isThere && !said.equals(SERVER)) {
            throw ApiException.invalidValue(at + ".cairn_placement", said, "places are server and kubernetes.");
        }
        if (isThere && !isOn()) {
            throw ApiException.invalidValue(at + ".cairn_placement", said, NONE);
        }
        return said;
    }

    /// Whether the model of an entity runs in the cluster.
    public static boolean areOf(ServedEntity entity) {
        return KUBERNETES.equals(entity.cairnPlacement());
    }

    /// Whether the pods of one entity are those of another that is like it in all else.
    public static boolean areLike(ServedEntity one, ServedEntity other) {
        return areOf(one) == areOf(other) && (!areOf(one) || PodCount.of(one).equals(PodCount.of(other)));
    }

    /// Whether the pods of a model are being started, or were found just now.
    public boolean isBegun(Wanted wanted) throws NotThereException {
        Place there = there();
        return there.releases.isBegun(there.names.of(wanted).name());
    }

    /// Begins to have pods for a model, with its variables.
    ///
    /// @param hasServed whether they answered before
    /// @param building  takes lines of how it goes
    /// @param redacted  a text without secrets
    public void begin(
            Wanted wanted,
            Map<String, String> variables,
            boolean hasServed,
            Consumer<String> building,
            UnaryOperator<String> redacted)
            throws NotThereException {
        Place there = there();
        requireRoom(variables);
        if (Boolean.TRUE.equals(wanted.entity().scaleToZeroEnabled())) {
            building.accept("it is not scaled to zero in the cluster: its pods stay");
        }
        there.releases.begin(reached(there, wanted, variables, hasServed), new Releases.Told(building, redacted));
    }

    private static void requireRoom(Map<String, String> variables) throws NotThereException {
        long bytes = variables.values().stream()
                .mapToLong(value -> value.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_VARIABLE_BYTES) {
            long most = MOST_VARIABLE_BYTES >> 10;
            throw NotThereException.atAll(
                    "Its environment variables, with their secrets, have %d KiB together; a cluster takes %d."
                            .formatted((bytes + 1023) >> 10, most),
                    new Finding(Code.VARIABLES_TOO_LARGE, most, null));
        }
    }

    /// The pods of a model that were begun.
    ///
    /// @throws NotThereException if they do not answer, or not yet
    public Pods hold(Wanted wanted) throws NotThereException {
        Place there = there();
        return there.releases.hold(there.names.of(wanted).name());
    }

    private Place there() throws NotThereException {
        return place.orElseThrow(
                () -> NotThereException.forNow("It is to run in a cluster, and " + NONE, Finding.of(Code.NO_CLUSTER)));
    }

    private static Releases.Reached reached(
            Place there, Wanted wanted, Map<String, String> variables, boolean hasServed) {
        KubernetesConfig config = there.config;
        Placement at = there.names.of(wanted);
        String uri = "models:/%s/%s".formatted(wanted.model(), wanted.version());
        Additions.Owner owner =
                new Additions.Owner(there.names.server(), wanted.endpoint().name());
        Release release = new Release(
                at,
                Kind.DEPLOYMENT,
                model(config, uri, wanted.endpoint().workspace()),
                size(config, PodCount.of(wanted.entity())),
                new Additions(Optional.of(owner), variables));
        String address = config.address()
                .replace("{name}", at.name())
                .replace("{namespace}", at.namespace())
                .replaceFirst("/+$", "");
        return new Releases.Reached(
                release, URI.create(address + "/invocations"), URI.create(address + "/ping"), hasServed);
    }

    private static PodModel model(KubernetesConfig config, String uri, Workspace workspace) {
        return new PodModel(
                uri,
                config.image(),
                config.pullSecret(),
                Optional.of(new PodModel.Source(
                        uri,
                        config.trackingUri(),
                        config.tokenSecret().map(SecretKey::parse),
                        Optional.of(workspace)
                                .filter(one -> !one.equals(Workspace.DEFAULT))
                                .map(Workspace::name))));
    }

    private static Size size(KubernetesConfig config, PodCount pods) {
        return new Size(pods.replicas(), config.size().cpu(), config.size().memory())
                .withMemoryTimes(pods.memoryTimes());
    }

    /// Removes what this database's endpoints have in the cluster and do not need, once that was so for a while.
    public void keep(Set<Wanted> needed) {
        place.ifPresent(there -> there.releases.turn(
                there.config.access().namespace(),
                there.names.server(),
                needed.stream().map(wanted -> there.names.of(wanted).name()).collect(Collectors.toSet())));
    }

    /// How often that is to be done; empty without a cluster.
    public Optional<Duration> turn() {
        return place.map(there -> there.config.timing().turn());
    }

    @Override
    public void close() {
        place.ifPresent(there -> {
            there.releases.close();
            there.calls.close();
        });
    }
}
