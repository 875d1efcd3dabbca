package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Kubernetes cluster, and the models that Cairn deployed in it. What others made there is left as it is.
public final class Cluster implements AutoCloseable {
    private static final int RETRIES = 3;
    private static final int LAST_LINES = 20;
    private static final int NO_ANSWER = 0;
    private static final int CONFLICT = 409;
    private static final int BROKEN = 500;
    private static final int THROTTLED = 429;
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final KubernetesClient client;

    Cluster(KubernetesClient client) {
        this.client = client;
    }

    /// The cluster of a context of the kubeconfig, by default the current one, or that in which this program runs.
    public static Cluster connect(@Nullable String context) {
        return connect(Config.autoConfigure(context));
    }

    /// The cluster of a context of a file.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    public static Cluster connect(Path kubeconfig, @Nullable String context) {
        try {
            return connect(Config.fromKubeconfig(context, kubeconfig.toFile()));
        } catch (KubernetesClientException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "%s is no kubeconfig that can be used: %s".formatted(kubeconfig, unreadable.getMessage()),
                    unreadable);
        }
    }

    private static Cluster connect(Config config) {
        config.setRequestRetryBackoffLimit(RETRIES);
        return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
    }

    /// Makes a placement what a release says, and removes what it does not have any more.
    ///
    /// @param force whether fields that others have set are set all the same
    /// @throws IllegalArgumentException if there is something of this name that Cairn did not make, or it is
    /// refused
    public void apply(Release release, boolean force) {
        boolean isOfServer = release.additions().owner().isPresent();
        Resources resources = new Resources(client, release.placement(), isOfServer);
        List<HasMetadata> manifests = Manifests.of(release);
        Set<String> kinds = manifests.stream().map(HasMetadata::getKind).collect(Collectors.toSet());
        asked(release.placement(), () -> {
            List<HasMetadata> there = resources.all();
            for (HasMetadata other : there) {
                if (kinds.contains(other.getKind()) && !resources.isOurs(other)) {
                    throw new IllegalArgumentException(
                            "There is a %s %s in the namespace %s that Cairn did not make. Choose another --name, or remove it."
                                    .formatted(
                                            other.getKind(),
                                            release.placement().name(),
                                            release.placement().namespace()));
                }
            }
            manifests.forEach(manifest ->
                    resources.apply(sized(manifest, there, release.size().replicas()), force));
            there.stream()
                    .filter(resource -> !kinds.contains(resource.getKind()) && resources.isOurs(resource))
                    .forEach(resources::remove);
            return there;
        });
    }

    /// The Deployment of a release that is scaled from now on keeps as many pods as it has, within the range. If it now
    /// said no number, where it had one before, it would have one pod until it is scaled.
    private static HasMetadata sized(HasMetadata manifest, List<HasMetadata> there, Replicas replicas) {
        boolean isScaled = there.stream().anyMatch(HorizontalPodAutoscaler.class::isInstance);
        if (!replicas.isRange() || isScaled || !(manifest instanceof Deployment wanted)) {
            return manifest;
        }
        return there.stream()
                .filter(Deployment.class::isInstance)
                .map(before -> ((Deployment) before).getSpec().getReplicas())
                .filter(Objects::nonNull)
                .findFirst()
                .<HasMetadata>map(pods -> wanted.edit()
                        .editSpec()
                        .withReplicas(Math.clamp(pods, replicas.least(), replicas.most()))
                        .endSpec()
                        .build())
                .orElse(manifest);
    }

    /// How what is deployed at a place does; empty if nothing is.
    public Optional<Condition> condition(Placement placement) {
        Resources resources = new Resources(client, placement);
        return asked(
                placement,
                () -> resources
                        .deployment()
                        .map(deployment -> DeploymentCondition.of(deployment, newest(placement, deployment)))
                        .or(() -> resources.inferenceService().map(ServiceCondition::of)));
    }

    /// Looks again and again until all pods answer, or one cannot, or it takes too long.
    ///
    /// @param progress is told each time that something changed
    /// @return how it was in the end
    public Condition follow(Placement placement, Pace pace, Consumer<String> progress) throws InterruptedException {
        Condition now = new Condition.Underway("");
        do {
            Condition next =
                    condition(placement).orElse(new Condition.Failed("nothing is deployed there any more", ""));
            if (!next.words().equals(now.words()) && next instanceof Condition.Underway) {
                progress.accept(next.words());
            }
            now = next;
        } while (now instanceof Condition.Underway && pace.goesOn());
        return now;
    }

    /// The last lines that a pod's container said before it ended, or those that it says now; empty if they cannot be
    /// had.
    public String lastWords(Placement placement, String pod) {
        var resource = client.pods().inNamespace(placement.namespace()).withName(pod);
        try {
            String ended = resource.terminated().tailingLines(LAST_LINES).getLog();
            return ended == null || ended.isBlank()
                    ? String.valueOf(resource.tailingLines(LAST_LINES).getLog()).strip()
                    : ended.strip();
        } catch (KubernetesClientException silent) {
            return silent.getCode() <= NO_ANSWER
                    ? "(its log cannot be read: the cluster does not answer)"
                    : "(its log cannot be read: the cluster answers with status %d)".formatted(silent.getCode());
        }
    }

    /// The names of what a server made in a namespace.
    ///
    /// @param all      whatever there still is of them
    /// @param deployed those that have pods, or are about to, and can be asked
    public record Found(Set<String> all, Set<String> deployed) {}

    /// What a server made.
    ///
    /// @param server an id of its database
    public Found made(String namespace, String server) {
        Placement any = new Placement(namespace, Labels.MANAGER);
        return asked(any, () -> {
            Set<String> deployed = names(Deployment.class, namespace, server);
            Set<String> all = names(ServiceAccount.class, namespace, server); // made first, removed last
            all.addAll(deployed); // whose account somebody may have removed
            deployed.retainAll(names(Service.class, namespace, server));
            return new Found(all, deployed);
        });
    }

    private Set<String> names(Class<? extends HasMetadata> kind, String namespace, String server) {
        return client.resources(kind).inNamespace(namespace).withLabel(Labels.SERVER, server).list().getItems().stream()
                .filter(resource -> resource.getMetadata().getOwnerReferences().isEmpty())
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Removes what Cairn deployed under a name.
    ///
    /// @return what was removed, as `Kind NAME`
    public List<String> delete(Placement placement) {
        return delete(new Resources(client, placement));
    }

    /// The same of what a server made, with its variables.
    public List<String> deleteWithSecret(Placement placement) {
        return delete(new Resources(client, placement, true));
    }

    private List<String> delete(Resources resources) {
        Placement placement = resources.placement();
        return asked(
                placement,
                () -> resources.all().stream()
                        .filter(resources::isOurs)
                        .map(resource -> {
                            resources.remove(resource);
                            return resource.getKind() + " " + placement.name();
                        })
                        .toList());
    }

    private List<Pod> newest(Placement placement, Deployment deployment) {
        String template =
                deployment.getSpec().getTemplate().getMetadata().getLabels().getOrDefault(Labels.TEMPLATE, "");
        return client.pods()
                .inNamespace(placement.namespace())
                .withLabels(Labels.selector(placement))
                .withLabel(Labels.TEMPLATE, template)
                .list()
                .getItems();
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private <T> T asked(Placement placement, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException refused) {
            throw new ClusterException(
                    switch (Math.max(refused.getCode(), NO_ANSWER)) {
                        case NO_ANSWER ->
                            "The cluster %s cannot be reached: %s".formatted(client.getMasterUrl(), root(refused));
                        case CONFLICT ->
                            "Somebody else changed what Cairn deployed: %s Give --force to set it all the same."
                                    .formatted(refused.getMessage());
                        case UNAUTHORIZED, FORBIDDEN ->
                            "The cluster does not let you do that in the namespace %s: %s"
                                    .formatted(placement.namespace(), refused.getMessage());
                        default -> "The cluster refused: " + refused.getMessage();
                    },
                    refused.getCode() <= NO_ANSWER || refused.getCode() == THROTTLED || refused.getCode() >= BROKEN,
                    refused);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
