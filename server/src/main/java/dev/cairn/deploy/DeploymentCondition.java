package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a `Deployment` does, by what the cluster says of it and of its newest pods.
final class DeploymentCondition {
    private DeploymentCondition() {}

    static Condition of(Deployment deployment, List<Pod> pods) {
        DeploymentStatus status = deployment.getStatus();
        Long generation = deployment.getMetadata().getGeneration();
        if (status == null
                || status.getObservedGeneration() == null
                || (generation != null && status.getObservedGeneration() < generation)) {
            return new Condition.Underway("the cluster has not begun");
        }
        List<PodTrouble> troubles =
                pods.stream().flatMap(pod -> PodTrouble.of(pod).stream()).toList();
        Optional<PodTrouble> last =
                troubles.stream().filter(PodTrouble::isFinal).findFirst();
        if (last.isPresent()) {
            return new Condition.Failed(
                    "pod %s: %s".formatted(last.get().pod(), last.get().words()),
                    last.get().pod());
        }
        Optional<String> refused = refusal(status);
        return refused.<Condition>map(words -> new Condition.Failed(words, ""))
                .orElseGet(() -> counted(deployment, status, troubles));
    }

    /// That a quota or a policy lets no pods be made, or that none came to answer in the time that they have.
    private static Optional<String> refusal(DeploymentStatus status) {
        return status.getConditions().stream()
                .filter(condition ->
                        ("ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                                || "ProgressDeadlineExceeded".equals(condition.getReason()))
                .map(condition -> condition.getMessage())
                .findFirst();
    }

    private static Condition counted(Deployment deployment, DeploymentStatus status, List<PodTrouble> troubles) {
        int wanted = number(deployment.getSpec().getReplicas(), 1);
        int made = number(status.getUpdatedReplicas(), 0);
        int answering = number(status.getAvailableReplicas(), 0);
        int old = Math.max(number(status.getReplicas(), 0) - made, 0);
        if (made >= wanted && answering >= wanted && old == 0) {
            return new Condition.Ready("%d of %d pods answer".formatted(answering, wanted));
        }
        String progress = old == 0
                ? "%d of %d pods answer".formatted(Math.min(answering, made), wanted)
                : "%d of %d pods are new, %d old ones still answer".formatted(made, wanted, old);
        return new Condition.Underway(troubles.stream()
                .findFirst()
                .map(trouble -> "%s; pod %s: %s".formatted(progress, trouble.pod(), trouble.words()))
                .orElse(progress));
    }

    private static int number(@Nullable Integer value, int missing) {
        return value == null ? missing : value;
    }
}
