package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {
    private static final Placement PLACE = Releases.PLACE;

    private final TestCluster there = new TestCluster();
    private final Cluster cluster = there.asCairnSeesIt();
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void stop() {
        cluster.close();
        there.close();
    }

    @Test
    void aReleaseIsAppliedByItsManagerAndCanBeAppliedAgain() {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2..10"), false);
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2..10"), false);
        assertThat(there.all(PLACE, Deployment.class)).containsExactly("fraud");
        assertThat(there.all(PLACE, HorizontalPodAutoscaler.class)).containsExactly("fraud");
        assertThat(there.appliedWith()).isNotEmpty().allMatch(query -> query.contains("fieldManager=cairn"));
    }

    @Test
    void whatAReleaseDoesNotHaveAnyMoreIsRemoved() {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2..10"), false);
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "3"), false);
        assertThat(there.all(PLACE, HorizontalPodAutoscaler.class)).isEmpty();
        assertThat(there.all(PLACE, Deployment.class)).containsExactly("fraud");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "1, 2", "12, 10"})
    void aReleaseThatIsScaledFromNowOnKeepsItsPodsWithinTheRange(String before, int after) {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, before), false);
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2..10"), false);
        assertThat(there.client()
                        .apps()
                        .deployments()
                        .inNamespace("ml")
                        .withName("fraud")
                        .get()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(after);
    }

    @Test
    void whatOthersMadeIsNotChangedAndNothingElseIsMade() {
        others();
        assertThatThrownBy(() -> cluster.apply(Releases.whole(Kind.DEPLOYMENT, "3"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is a Service fraud in the namespace ml that Cairn did not make."
                        + " Choose another --name, or remove it.");
        assertThat(there.all(PLACE, Deployment.class)).isEmpty();
    }

    @Test
    void deletionTakesWhatCairnMadeAndLeavesTheRest() {
        others();
        cluster.apply(Releases.whole(Kind.KSERVE, "3"), false);
        assertThat(cluster.delete(PLACE)).containsExactlyInAnyOrder("InferenceService fraud", "ServiceAccount fraud");
        assertThat(there.all(PLACE, Service.class)).containsExactly("fraud");
        assertThat(there.all(PLACE, ServiceAccount.class)).isEmpty();
        assertThat(cluster.delete(PLACE)).isEmpty();
    }

    @Test
    void whatAControllerMadeOfOursIsLeftToIt() {
        there.client()
                .services()
                .inNamespace("ml")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("fraud")
                        .withNamespace("ml")
                        .withLabels(Labels.of(PLACE))
                        .addNewOwnerReference()
                        .withKind("InferenceService")
                        .withName("fraud")
                        .withUid("1")
                        .withApiVersion("serving.kserve.io/v1beta1")
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();
        cluster.apply(Releases.whole(Kind.KSERVE, "3"), false);
        cluster.delete(PLACE);
        assertThat(there.all(PLACE, Service.class)).containsExactly("fraud");
    }

    @Test
    void aReleaseIsFollowedUntilAllPodsAnswer() throws InterruptedException {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2"), false);
        Condition end = follow(
                () -> there.deployment(PLACE, 3, 1, 3),
                () -> there.deployment(PLACE, 2, 2, 1),
                () -> there.deployment(PLACE, 2, 2, 2));
        assertThat(end).isEqualTo(new Condition.Ready("2 of 2 pods answer"));
        assertThat(progress)
                .containsExactly(
                        "the cluster has not begun",
                        "1 of 2 pods are new, 2 old ones still answer",
                        "1 of 2 pods answer");
    }

    @Test
    void followingEndsWhereTimeIsOver() throws InterruptedException {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "2"), false);
        assertThat(follow(() -> there.deployment(PLACE, 2, 2, 1)))
                .isEqualTo(new Condition.Underway("1 of 2 pods answer"));
    }

    @Test
    void anImageThatIsNotThereEndsIt() throws InterruptedException {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "1"), false);
        there.deployment(PLACE, 1, 1, 0);
        Condition end = follow(
                () -> waiting("fraud-1", "ContainerCreating", ""),
                () -> waiting("fraud-2", "ErrImagePull", "no such host"),
                () -> waiting("fraud-3", "ImagePullBackOff", "Back-off pulling image"));
        assertThat(end)
                .isEqualTo(new Condition.Failed(
                        "pod fraud-3: its image registry.example.org/fraud:3 cannot be had (ImagePullBackOff): Back-off pulling image",
                        "fraud-3"));
        assertThat(progress)
                .containsExactly(
                        "0 of 1 pods answer", "0 of 1 pods answer; pod fraud-2: its image cannot be had: no such host");
    }

    @Test
    void aPodThatEndsAgainAndAgainIsNamedWithItsReason() throws InterruptedException {
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "1"), false);
        there.deployment(PLACE, 1, 1, 0);
        there.pod(
                PLACE,
                "fraud-1",
                pod -> pod.withNewStatus()
                        .addNewContainerStatus()
                        .withName("model")
                        .withReady(false)
                        .withNewState()
                        .withNewWaiting("", "CrashLoopBackOff")
                        .endState()
                        .withNewLastState()
                        .withNewTerminated()
                        .withExitCode(137)
                        .withReason("OOMKilled")
                        .endTerminated()
                        .endLastState()
                        .endContainerStatus()
                        .endStatus());
        assertThat(follow())
                .isEqualTo(new Condition.Failed(
                        "pod fraud-1: it ends again and again: it takes more than its memory; give it more with --memory",
                        "fraud-1"));
    }

    @Test
    void podsOfAnOlderReleaseSayNothingOfThisOne() throws InterruptedException {
        cluster.apply(Releases.fetched(Kind.DEPLOYMENT), false);
        waiting("fraud-1", "ImagePullBackOff", "gone");
        cluster.apply(Releases.whole(Kind.DEPLOYMENT, "3"), false);
        there.deployment(PLACE, 3, 3, 3);
        assertThat(follow()).isEqualTo(new Condition.Ready("3 of 3 pods answer"));
    }

    @Test
    void anInferenceServiceIsFollowedByItsConditions() throws InterruptedException {
        cluster.apply(Releases.whole(Kind.KSERVE, "1"), false);
        Condition end = follow(
                () -> service("{\"type\":\"PredictorReady\",\"status\":\"False\",\"message\":\"no quota\"}"),
                () -> service("{\"type\":\"Ready\",\"status\":\"True\"}"));
        assertThat(end).isEqualTo(new Condition.Ready("it answers at http://fraud.ml.example.org"));
        assertThat(progress).containsExactly("KServe has not begun", "PredictorReady: no quota");
    }

    @Test
    void nothingIsSaidOfWhatIsNotThere() {
        others();
        assertThat(cluster.condition(PLACE)).isEmpty();
    }

    @Test
    void aClusterThatIsAwayIsNamed() {
        there.close();
        assertThatThrownBy(() -> cluster.condition(PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The cluster http://")
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({"403, false", "409, false", "429, true", "503, true"})
    void aClusterThatHasTooMuchToDoIsAway(int status, boolean isAway) {
        there.refuse(status);
        assertThatThrownBy(() -> cluster.condition(PLACE))
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        refused -> assertThat(refused.isAway()).isEqualTo(isAway));
    }

    @Test
    void whatAServerMadeIsFoundWithoutItsAccountAndIsNotDeployedWithoutItsService() {
        cluster.apply(Releases.ofServer(), true);
        assertThat(made()).isEqualTo(new Cluster.Found(Set.of("fraud"), Set.of("fraud")));

        there.client().serviceAccounts().inNamespace("ml").withName("fraud").delete();
        assertThat(made()).isEqualTo(new Cluster.Found(Set.of("fraud"), Set.of("fraud")));

        there.client().services().inNamespace("ml").withName("fraud").delete();
        assertThat(made()).isEqualTo(new Cluster.Found(Set.of("fraud"), Set.of()));
    }

    private Cluster.Found made() {
        return cluster.made("ml", "0123456789abcdef");
    }

    /// Follows the release; at each pause the next thing happens, and time is over after the last.
    private Condition follow(Runnable... events) throws InterruptedException {
        Deque<Runnable> coming = new ArrayDeque<>(List.of(events));
        return cluster.follow(
                PLACE,
                () -> {
                    Runnable next = coming.poll();
                    if (next != null) {
                        next.run();
                    }
                    return next != null;
                },
                progress::add);
    }

    private void waiting(String name, String reason, String message) {
        there.pod(
                PLACE,
                name,
                pod -> pod.withNewStatus()
                        .addNewContainerStatus()
                        .withName("model")
                        .withImage("registry.example.org/fraud:3")
                        .withReady(false)
                        .withNewState()
                        .withNewWaiting(message, reason)
                        .endState()
                        .endContainerStatus()
                        .endStatus());
    }

    private void service(String condition) {
        there.inferenceService(
                PLACE, "{\"url\":\"http://fraud.ml.example.org\",\"conditions\":[%s]}".formatted(condition));
    }

    private void others() {
        there.client()
                .services()
                .inNamespace("ml")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("fraud")
                        .withNamespace("ml")
                        .endMetadata()
                        .build())
                .create();
    }
}
