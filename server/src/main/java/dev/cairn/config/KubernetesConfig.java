package dev.cairn.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The cluster in which models of endpoints can run, and what their pods are made of.
///
/// @param access      which cluster, and where in it
/// @param image       one that starts `cairn serve`
/// @param pullSecret  the `Secret` with which the cluster may have it
/// @param trackingUri by which pods reach this server
/// @param tokenSecret `NAME[:KEY]` of the `Secret` with the token that they show it
/// @param size        of each pod
/// @param address     how this server reaches pods, with `{name}` and `{namespace}`
/// @param isUsual     whether models run there of which nobody says where
/// @param timing      how long things may take
public record KubernetesConfig(
        Access access,
        String image,
        Optional<String> pullSecret,
        String trackingUri,
        Optional<String> tokenSecret,
        PodSize size,
        String address,
        boolean isUsual,
        Timing timing) {
    /// Which cluster.
    ///
    /// @param kubeconfig a file; without one, what `kubectl` would take, or the cluster that the server runs in
    /// @param context    in it; without one, the current one
    public record Access(Optional<Path> kubeconfig, Optional<String> context, String namespace) {}

    /// What each pod gets, as Kubernetes writes it.
    public record PodSize(String cpu, String memory) {}

    /// How long things may take.
    ///
    /// @param starting until the pods of a release answer
    /// @param turn     between two looks for releases that nobody needs
    /// @param grace    how long nobody has needed one that is removed
    public record Timing(Duration starting, Duration turn, Duration grace) {
        public static final Timing DEFAULT =
                new Timing(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofMinutes(1));
    }
}
