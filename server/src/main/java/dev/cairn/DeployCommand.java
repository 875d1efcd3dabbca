package dev.cairn;

import dev.cairn.deploy.Cluster;
import dev.cairn.deploy.Condition;
import dev.cairn.deploy.Kind;
import dev.cairn.deploy.Manifests;
import dev.cairn.deploy.Pace;
import dev.cairn.deploy.Placement;
import dev.cairn.deploy.PodModel;
import dev.cairn.deploy.Release;
import dev.cairn.deploy.Replicas;
import dev.cairn.deploy.SecretKey;
import dev.cairn.deploy.Size;
import dev.cairn.modelserver.ModelUri;
import dev.cairn.modelserver.TrackingClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn deploy`: a model in a Kubernetes cluster.
@Command(
        name = "deploy",
        description = "Deploys a model in a Kubernetes cluster, and follows it until it answers.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        subcommands = {DeployCommand.Status.class, DeployCommand.Delete.class})
final class DeployCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID, or the folder of a model.")
    private String model = "";

    @Option(
            names = "--target",
            paramLabel = "kubernetes",
            defaultValue = "kubernetes",
            description = "Where to; Kubernetes is all that there is.")
    private Target target = Target.kubernetes;

    @Option(
            names = "--kind",
            paramLabel = "deployment|kserve",
            defaultValue = "deployment",
            description =
                    "A Deployment and what belongs to it, or an InferenceService of KServe. Default: ${DEFAULT-VALUE}.")
    private Words kind = Words.deployment;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description =
                    "The image, as the cluster gets it: one that starts cairn serve (docs/kubernetes.md), in a registry.")
    private String image = "";

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description =
                    "The tracking server from which each pod fetches the model when it starts. Default: none; the image has the model.")
    private @Nullable String trackingUri;

    @Option(
            names = "--token-secret",
            paramLabel = "NAME[:KEY]",
            description = "The Secret with the token for the tracking server. Its key is token, if you name none.")
    private @Nullable String tokenSecret;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called in the cluster. Default: the name of the model.")
    private @Nullable String name;

    @Option(
            names = "--replicas",
            paramLabel = "N[..M]",
            defaultValue = "1",
            description = "How many pods; of a range, as many as the load needs. Default: ${DEFAULT-VALUE}.")
    private String replicas = "1";

    @Option(
            names = "--cpu",
            paramLabel = "AMOUNT",
            defaultValue = "1",
            description = "Processors of each pod, such as 2 or 500m. Default: ${DEFAULT-VALUE}.")
    private String cpu = "1";

    @Option(
            names = "--memory",
            paramLabel = "AMOUNT",
            defaultValue = "1Gi",
            description = "Memory of each pod. Default: ${DEFAULT-VALUE}.")
    private String memory = "1Gi";

    @Option(
            names = "--pull-secret",
            paramLabel = "NAME",
            description = "The Secret with which the cluster may have the image.")
    private @Nullable String pullSecret;

    @Option(names = "--dry-run", description = "Prints the manifests, and asks no cluster.")
    private boolean isDryRun;

    @Option(names = "--force", description = "Also sets fields that somebody else has set since.")
    private boolean isForced;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to follow it; 0 does not. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private final ClusterOptions options = new ClusterOptions();

    /// Where models can be deployed.
    private enum Target {
        kubernetes
    }

    /// The kinds as they are written on a command line.
    private enum Words {
        deployment(Kind.DEPLOYMENT),
        kserve(Kind.KSERVE);

        private final Kind kind;

        Words(Kind kind) {
            this.kind = kind;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warnOnly();
        Release release = release();
        if (isDryRun) {
            System.out.print(Manifests.yaml(release));
            return 0;
        }
        try (Cluster cluster = options.connect()) {
            cluster.apply(release, isForced);
            System.out.printf(
                    "Applied %s to %s, in the namespace %s.%n",
                    release.placement().name(), target, release.placement().namespace());
            return seconds == 0 ? 0 : follow(cluster, release);
        }
    }

    private Release release() throws IOException, InterruptedException {
        ModelUri uri = ModelUri.parse(model);
        if (image.isEmpty()) {
            throw new IllegalArgumentException(
                    "Give --image: one that starts cairn serve, as the cluster finds it in a registry.");
        }
        if (tokenSecret != null && trackingUri == null) {
            throw new IllegalArgumentException(
                    "--token-secret is for a tracking server: give --tracking-uri, too, or neither for an image that has its model.");
        }
        Optional<PodModel.Source> source = Optional.empty();
        if (trackingUri != null) {
            ModelUri pinned = new TrackingClient(trackingUri).pinned(uri);
            if (pinned instanceof ModelUri.InFolder) {
                throw new IllegalArgumentException(
                        "Pods cannot fetch a folder of this machine: put it into the image, and leave out --tracking-uri.");
            }
            source = Optional.of(new PodModel.Source(
                    pinned.text(), trackingUri, Optional.ofNullable(tokenSecret).map(SecretKey::parse)));
        }
        return new Release(
                new Placement(options.namespace(), name == null ? Placement.nameOf(uri.model()) : name),
                kind.kind,
                new PodModel(uri.text(), image, Optional.ofNullable(pullSecret), source),
                new Size(Replicas.parse(replicas), cpu, memory));
    }

    private int follow(Cluster cluster, Release release) throws InterruptedException {
        Placement at = release.placement();
        Condition end = cluster.follow(at, Pace.upTo(Duration.ofSeconds(seconds)), words -> {
            System.out.println("  " + words);
            System.out.flush();
        });
        return switch (end) {
            case Condition.Ready(String words) -> {
                System.out.printf("Ready: %s.%n%n%s", words, howToAsk(release));
                yield 0;
            }
            case Condition.Underway(String words) -> {
                System.err.printf(
                        "Not ready after %d s: %s. The cluster goes on; ./cairn deploy status %s -n %s tells how it does.%n",
                        seconds, words, at.name(), at.namespace());
                yield 1;
            }
            case Condition.Failed(String words, String pod) -> {
                System.err.printf("Failed: %s%n", words);
                if (!pod.isEmpty()) {
                    System.err.printf(
                            "%s%n", cluster.lastWords(at, pod).indent(4).stripTrailing());
                }
                System.err.println("Pods of the release before it, if there was one, go on answering.");
                yield 1;
            }
        };
    }

    private static String howToAsk(Release release) {
        Placement at = release.placement();
        return switch (release.kind()) {
            case DEPLOYMENT -> """
                    In the cluster:   http://%1$s.%2$s.svc/invocations, and /v2
                    From here:        kubectl -n %2$s port-forward service/%1$s 8080:80
                                      curl http://127.0.0.1:8080/v2
                    """.formatted(at.name(), at.namespace());
            case KSERVE -> "Asked at /invocations and /v2 of that address.\n";
        };
    }

    /// `cairn deploy status`.
    @Command(
            name = "status",
            description = "Says how what was deployed does; status 1 if it does not answer.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What it is called in the cluster.")
        private String name = "";

        @Mixin
        private final ClusterOptions options = new ClusterOptions();

        @Override
        public Integer call() {
            Logs.warnOnly();
            Placement at = new Placement(options.namespace(), name);
            try (Cluster cluster = options.connect()) {
                Condition now = cluster.condition(at).orElseThrow(() -> nothing(at));
                System.out.println(
                        switch (now) {
                            case Condition.Ready(String words) -> "Ready: " + words;
                            case Condition.Underway(String words) -> "Under way: " + words;
                            case Condition.Failed(String words, String pod) ->
                                "Failed: " + words
                                        + (pod.isEmpty()
                                                ? ""
                                                : "\n"
                                                        + cluster.lastWords(at, pod)
                                                                .indent(4));
                        });
                return now instanceof Condition.Ready ? 0 : 1;
            }
        }
    }

    /// `cairn deploy delete`.
    @Command(
            name = "delete",
            description = "Removes what Cairn deployed under a name, and nothing else.",
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What it is called in the cluster.")
        private String name = "";

        @Mixin
        private final ClusterOptions options = new ClusterOptions();

        @Override
        public Integer call() {
            Logs.warnOnly();
            Placement at = new Placement(options.namespace(), name);
            try (Cluster cluster = options.connect()) {
                List<String> removed = cluster.delete(at);
                if (removed.isEmpty()) {
                    throw nothing(at);
                }
                removed.forEach(resource -> System.out.println("Removed " + resource));
                return 0;
            }
        }
    }

    private static IllegalArgumentException nothing(Placement at) {
        return new IllegalArgumentException(
                "Cairn has deployed nothing as %s in the namespace %s.".formatted(at.name(), at.namespace()));
    }
}
