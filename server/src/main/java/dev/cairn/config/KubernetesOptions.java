package dev.cairn.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of models that run in a cluster.
final class KubernetesOptions {
    private static final String IN_CLUSTER = "http://{name}.{namespace}.svc";
    /// With no braces but those of what is put in.
    private static final Pattern ADDRESS = Pattern.compile("https?://([^\\s?#@{}]|\\{name\\}|\\{namespace\\})+");

    @Option(
            names = "--kubernetes-image",
            paramLabel = "IMAGE",
            description = "Lets endpoints have their models in a Kubernetes cluster, in pods of this image: one that"
                    + " starts cairn serve (docs/kubernetes.md). Default: models run in this server alone.")
    private @Nullable String image;

    @Option(
            names = "--kubernetes-tracking-uri",
            paramLabel = "URL",
            description = "How those pods reach this server, to fetch their models.")
    private @Nullable String trackingUri;

    @Option(
            names = "--kubernetes-token-secret",
            paramLabel = "NAME[:KEY]",
            description =
                    "The Secret with an access token that those pods show this server. Its key is token, if you name none.")
    private @Nullable String tokenSecret;

    @Option(
            names = "--kubernetes-pull-secret",
            paramLabel = "NAME",
            description = "The Secret with which the cluster may have the image.")
    private @Nullable String pullSecret;

    @Option(
            names = "--kubernetes-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "Where those pods are; it has to be there. Default: ${DEFAULT-VALUE}.")
    private String namespace = "default";

    @Option(
            names = "--kubernetes-config",
            paramLabel = "FILE",
            description = "The kubeconfig of the cluster. Default: what kubectl takes, or the cluster that this server"
                    + " runs in.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--kubernetes-context",
            paramLabel = "CONTEXT",
            description = "The context of the kubeconfig. Default: the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubernetes-address",
            paramLabel = "URL",
            defaultValue = IN_CLUSTER,
            description = "How this server reaches the pods of a model, with {name} and {namespace} of their Service."
                    + " Default: ${DEFAULT-VALUE}.")
    private String address = IN_CLUSTER;

    @Option(
            names = "--kubernetes-cpu",
            paramLabel = "AMOUNT",
            defaultValue = "1",
            description = "Processors of each pod, such as 2 or 500m. Default: ${DEFAULT-VALUE}.")
    private String cpu = "1";

    @Option(
            names = "--kubernetes-memory",
            paramLabel = "AMOUNT",
            defaultValue = "1Gi",
            description =
                    "Memory of each pod; twice as much for the workload type CPU_MEDIUM, four times for CPU_LARGE."
                            + " Default: ${DEFAULT-VALUE}.")
    private String memory = "1Gi";

    @Option(
            names = "--place-models",
            paramLabel = "server|kubernetes",
            defaultValue = "server",
            description = "Where the models of endpoints run of which nobody says where, from when they are configured."
                    + " Default: ${DEFAULT-VALUE}.")
    private String place = "server";

    /// The checked configuration; empty if models run in this server alone.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    Optional<KubernetesConfig> config() {
        boolean isUsual = isUsual();
        if (image == null) {
            if (isUsual || trackingUri != null) {
                throw new IllegalArgumentException(
                        "--place-models kubernetes and --kubernetes-tracking-uri need --kubernetes-image: one that starts cairn serve.");
            }
            return Optional.empty();
        }
        if (trackingUri == null) {
            throw new IllegalArgumentException(
                    "--kubernetes-image needs --kubernetes-tracking-uri: how pods reach this server, such as https://cairn.example.org.");
        }
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw new IllegalArgumentException("--kubernetes-config: %s cannot be read.".formatted(kubeconfig));
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "--kubernetes-address takes an address such as %s; got '%s'.".formatted(IN_CLUSTER, address));
        }
        return Optional.of(new KubernetesConfig(
                new KubernetesConfig.Access(Optional.ofNullable(kubeconfig), Optional.ofNullable(context), namespace),
                image,
                Optional.ofNullable(pullSecret),
                trackingUri,
                Optional.ofNullable(tokenSecret),
                new KubernetesConfig.PodSize(cpu, memory),
                address,
                isUsual,
                KubernetesConfig.Timing.DEFAULT));
    }

    private boolean isUsual() {
        return switch (place) {
            case "server" -> false;
            case "kubernetes" -> true;
            default ->
                throw new IllegalArgumentException(
                        "--place-models must be server or kubernetes; got '%s'.".formatted(place));
        };
    }
}
