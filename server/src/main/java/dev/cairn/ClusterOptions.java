package dev.cairn;

import dev.cairn.deploy.Cluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster, and where in it.
final class ClusterOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "The namespace; it has to be there. Default: ${DEFAULT-VALUE}.")
    private String namespace = "default";

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "The context of the kubeconfig. Default: the current one.")
    private @Nullable String context;

    String namespace() {
        return namespace;
    }

    Cluster connect() {
        return Cluster.connect(context);
    }
}
