package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a pod does not answer.
///
/// @param pod     its name
/// @param words   what keeps it from answering
/// @param isFinal whether that stays so until somebody changes something
record PodTrouble(String pod, String words, boolean isFinal) {

    /// What is wrong with a pod; empty for one that answers, or is about to.
    static Optional<PodTrouble> of(Pod pod) {
        String name = pod.getMetadata().getName();
        return Stream.concat(unscheduled(pod, name), stuck(pod, name)).findFirst();
    }

    private static Stream<PodTrouble> unscheduled(Pod pod, String name) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType()) && isFalse(condition))
                .map(condition ->
                        new PodTrouble(name, "no machine of the cluster takes it: " + condition.getMessage(), false));
    }

    private static boolean isFalse(PodCondition condition) {
        return "False".equals(condition.getStatus());
    }

    private static Stream<PodTrouble> stuck(Pod pod, String name) {
        return pod.getStatus().getContainerStatuses().stream()
                .flatMap(container -> Stream.concat(waiting(container, name), fallen(container, name)));
    }

    private static Stream<PodTrouble> waiting(ContainerStatus container, String name) {
        ContainerStateWaiting waiting =
                container.getState() == null ? null : container.getState().getWaiting();
        if (waiting == null || waiting.getReason() == null) {
            return Stream.empty();
        }
        String reason = waiting.getReason();
        String message = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        return switch (reason) {
            case "ErrImagePull" -> Stream.of(new PodTrouble(name, "its image cannot be had" + message, false));
            case "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull" ->
                Stream.of(new PodTrouble(
                        name,
                        "its image %s cannot be had (%s)%s".formatted(container.getImage(), reason, message),
                        true));
            case "CrashLoopBackOff" ->
                Stream.of(new PodTrouble(name, "it ends again and again" + end(container), true));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Stream.of(new PodTrouble(name, "it cannot be started (%s)%s".formatted(reason, message), true));
            default -> Stream.empty();
        };
    }

    private static Stream<PodTrouble> fallen(ContainerStatus container, String name) {
        String end = end(container);
        return Boolean.TRUE.equals(container.getReady()) || end.isEmpty()
                ? Stream.empty()
                : Stream.of(new PodTrouble(name, "it ended and is started again" + end, false));
    }

    private static String end(ContainerStatus container) {
        return Stream.of(Optional.ofNullable(container.getState()), Optional.ofNullable(container.getLastState()))
                .flatMap(Optional::stream)
                .map(ContainerState::getTerminated)
                .filter(ended -> ended != null)
                .findFirst()
                .map(PodTrouble::end)
                .orElse("");
    }

    private static String end(ContainerStateTerminated ended) {
        return "OOMKilled".equals(ended.getReason())
                ? ": it takes more than its memory; give it more with --memory"
                : " with status " + ended.getExitCode();
    }
}
