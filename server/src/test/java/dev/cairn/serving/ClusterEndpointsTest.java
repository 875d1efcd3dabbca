package dev.cairn.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.config.KubernetesConfig;
import dev.cairn.deploy.Cluster;
import dev.cairn.deploy.Kind;
import dev.cairn.deploy.Placement;
import dev.cairn.deploy.PodModel;
import dev.cairn.deploy.Release;
import dev.cairn.deploy.Replicas;
import dev.cairn.deploy.Size;
import dev.cairn.deploy.TestCluster;
import dev.cairn.modelserver.TestModelServer;
import dev.cairn.workers.TestStream;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Endpoints whose models run in a cluster: its API keeps what it is told, and `cairn serve` in this JVM is the pods.
@Timeout(120)
class ClusterEndpointsTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final Placement ANY = new Placement("ml", "any");
    private static final Duration SOON = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private final TestCluster there = new TestCluster();
    private TestModelServer pods;
    private RunningServer server;
    private ServedModels models;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        pods = TestModelServer.of("classifier");
        server = started(new RunningServer());
        models = new ServedModels(server);
        models.register("iris", "classifier");
    }

    private RunningServer started(RunningServer one) throws IOException {
        one.withCluster(config(false)).start();
        return one;
    }

    private KubernetesConfig config(boolean isUsual) throws IOException {
        return new KubernetesConfig(
                new KubernetesConfig.Access(
                        Optional.of(there.kubeconfig(folder.resolve("kubeconfig"))), Optional.empty(), "ml"),
                "registry.example.org/cairn:1",
                Optional.empty(),
                "https://cairn.example.org",
                Optional.of("tracking"),
                new KubernetesConfig.PodSize("1", "1Gi"),
                "http://127.0.0.1:" + pods.port(),
                isUsual,
                new KubernetesConfig.Timing(Duration.ofSeconds(60), SOON, Duration.ofMillis(300)));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        pods.close();
        there.close();
    }

    @Test
    void anEndpointAnswersFromTheClusterAsItDoesFromTheServer() throws IOException {
        models.create("near", config("server", "1"));
        models.settled("near");
        models.create("far", config("kubernetes", "1"));
        String release = ready("far");
        Reply settled = models.settled("far");

        assertThat(settled.json().at("/state/ready").asString())
                .as(settled.text())
                .isEqualTo("READY");
        assertThat(release).startsWith("far-");
        Reply answer = models.ask("far", SETOSA);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(models.ask("near", SETOSA).text());
        assertThat(models.ask("far", 1, 2).status()).isEqualTo(400);
        assertThat(models.ask("far", 1, 2).text())
                .isEqualTo(models.ask("near", 1, 2).text());
    }

    @Test
    void anAliasThatMovesHasAReleaseOfItsOwnAndTheOneBeforeGoesLater() throws IOException {
        models.alias("iris", "Champion", "1");
        models.create("far", config("kubernetes", "@Champion"));
        String first = ready("far");
        models.settled("far");
        String second = models.register("iris", "classifier");
        models.alias("iris", "Champion", second);

        begun("far");
        assertThat(releases()).contains(first).hasSize(2);
        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
        String next = ready("far");
        until(() -> releases().equals(List.of(next)));

        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
        assertThat(models.get("far")
                        .json()
                        .at("/config/served_entities/0/served_version")
                        .asString())
                .isEqualTo(second);
    }

    @Test
    void aRenamedModelHasPodsThatFetchItByItsNewName() throws IOException {
        models.create("far", config("kubernetes", "1"));
        String first = ready("far");
        models.settled("far");

        models.json(
                "POST", RunningServer.API + "registered-models/rename", "{\"name\": \"iris\", \"new_name\": \"lily\"}");
        until(() -> releases().size() == 2);
        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
        String next = ready("far");
        until(() -> releases().equals(List.of(next)));

        assertThat(next).isNotEqualTo(first);
        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aPodThatCannotStartSaysWhy() throws IOException {
        models.create("far", config("kubernetes", "1"));
        Placement at = new Placement("ml", begun("far"));
        there.pod(
                at,
                at.name() + "-x",
                pod -> pod.withNewStatus()
                        .addNewContainerStatus()
                        .withName("model")
                        .withImage("registry.example.org/cairn:1")
                        .withNewState()
                        .withNewWaiting("no such host", "ImagePullBackOff")
                        .endState()
                        .endContainerStatus()
                        .endStatus());
        there.deployment(at, 1, 1, 0);

        Reply settled = models.settled("far");
        assertThat(settled.json().at("/state/config_update").asString()).isEqualTo("UPDATE_FAILED");
        assertThat(settled.json()
                        .at("/config/served_entities/0/state/deployment_state_message")
                        .asString())
                .contains("Version 1 of the model iris: pod " + at.name() + "-x: its image", "cannot be had");
        assertThat(server.get(ServedModels.ENDPOINTS + "/far/served-models/iris-1/build-logs")
                        .field("logs"))
                .contains("it is the release " + at.name(), "the pod said: ", "failed: ");
        until(() -> releases().isEmpty());
    }

    @Test
    void podsThatAreAwayAreAReasonToTryAgain() throws IOException {
        models.create("far", config("kubernetes", "1"));
        String release = ready("far");
        models.settled("far");
        pods.close();

        Reply refused = models.ask("far", SETOSA);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.message()).startsWith("The pods of " + release + " do not answer");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void aServerThatIsStartedAgainFindsWhatItHad() throws IOException {
        models.create("far", config("kubernetes", "1"));
        String release = ready("far");
        models.settled("far");

        server.restart();
        models.settled("far");

        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
        assertThat(releases()).containsExactly(release);
    }

    @Test
    void podsThatAnsweredAreAskedAlsoWhereTheClusterIsAway() throws IOException {
        models.create("far", config("kubernetes", "1"));
        ready("far");
        models.settled("far");

        withoutCluster();
        models.settled("far");

        assertThat(models.ask("far", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aClusterThatIsAwayIsWaitedFor() throws IOException {
        withoutCluster();
        models.create("far", config("kubernetes", "1"));
        String logs = ServedModels.ENDPOINTS + "/far/served-models/iris-1/build-logs";

        while (!server.get(logs).text().contains("not yet: The cluster does not answer.")) {
            pause();
        }

        assertThat(models.get("far").json().at("/state/config_update").asString())
                .isEqualTo("IN_PROGRESS");
        assertThat(server.get(logs).text()).doesNotContain("127.0.0.1");
    }

    @Test
    void whatTheClusterRefusesIsSaidWithoutItsWords() throws IOException {
        there.refuse(403);
        models.create("far", config("kubernetes", "1"));
        Reply settled = models.settled("far");

        assertThat(settled.json().at("/state/config_update").asString()).isEqualTo("UPDATE_FAILED");
        assertThat(settled.json()
                        .at("/config/served_entities/0/state/deployment_state_message")
                        .asString())
                .endsWith("The cluster refuses it. The server's log says more.");
        assertThat(settled.json()
                        .at("/config/served_entities/0/state/cairn_reason/found/code")
                        .asString())
                .isEqualTo("CLUSTER_REFUSES");
        assertThat(settled.text()).doesNotContain("http://127.0.0.1", "Forbidden");
    }

    /// Starts the server again, whose cluster does not answer now.
    private void withoutCluster() throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        String there = Files.readString(kubeconfig);
        Files.writeString(kubeconfig, there.replaceFirst("\"http.*\"", "\"http://127.0.0.1:1\""));
        server.restart();
    }

    @Test
    void whatSomebodyRemovesOfAReleaseThatIsAskedComesBack() throws IOException {
        models.create("far", config("kubernetes", "1"));
        String release = ready("far");
        models.settled("far");

        there.client().apps().deployments().inNamespace("ml").withName(release).delete();

        until(() -> releases().equals(List.of(release)));
        there.client().services().inNamespace("ml").withName(release).delete();

        until(() -> there.all(ANY, Service.class).equals(List.of(release)));
    }

    @Test
    void anEndpointThatIsDeletedLeavesNothing() throws IOException {
        models.create("far", entity("kubernetes", "1", ", \"environment_vars\": {\"A\": \"b\"}"));
        ready("far");
        models.settled("far");
        models.json("DELETE", ServedModels.ENDPOINTS + "/far", "");

        until(() -> there.all(ANY, ServiceAccount.class).isEmpty());
        assertThat(releases()).isEmpty();
        assertThat(there.all(ANY, Secret.class)).isEmpty();
    }

    @Test
    void podsOfSeveralEntitiesAreStartedBesideEachOther() throws IOException {
        models.register("iris", "classifier");
        String both = """
                {"served_entities": [
                  {"name": "one", "entity_name": "iris", "entity_version": "1", "cairn_placement": "kubernetes"},
                  {"name": "two", "entity_name": "iris", "entity_version": "2", "cairn_placement": "kubernetes"}],
                 "traffic_config": {"routes": [
                  {"served_model_name": "one", "traffic_percentage": 50},
                  {"served_model_name": "two", "traffic_percentage": 50}]}}
                """;
        models.create("far", both);

        until(() -> releases().size() == 2); // none of which answers yet
        releases().forEach(release -> there.deployment(new Placement("ml", release), 1, 1, 1));
        assertThat(models.settled("far").json().at("/state/ready").asString()).isEqualTo("READY");
    }

    @Test
    void variablesThatNoClusterTakesAreRefusedBeforeItIsAsked() throws IOException {
        models.json("POST", "/api/2.0/secrets/scopes/create", "{\"scope\": \"prod\"}");
        models.json(
                "POST",
                "/api/2.0/secrets/put",
                "{\"scope\": \"prod\", \"key\": \"long\", \"string_value\": \"%s\"}".formatted("x".repeat(110 << 10)));
        String variables = IntStream.range(0, 10)
                .mapToObj("\"V%d\": \"{{secrets/prod/long}}\""::formatted)
                .collect(joining(", "));
        models.create("far", entity("kubernetes", "1", ", \"environment_vars\": {" + variables + "}"));
        Reply settled = models.settled("far");

        JsonNode state = settled.json().at("/config/served_entities/0/state");
        assertThat(state.path("deployment_state_message").asString())
                .as(settled.text())
                .contains("have 1100 KiB together; a cluster takes 1024.");
        assertThat(state.at("/cairn_reason/found/code").asString()).isEqualTo("VARIABLES_TOO_LARGE");
        assertThat(releases()).isEmpty();
    }

    @Test
    void variablesAreInASecretOfTheReleaseAlone() throws IOException {
        models.json("POST", "/api/2.0/secrets/scopes/create", "{\"scope\": \"prod\"}");
        models.json(
                "POST",
                "/api/2.0/secrets/put",
                "{\"scope\": \"prod\", \"key\": \"key\", \"string_value\": \"hidden-one\"}");
        models.create(
                "far",
                entity(
                        "kubernetes",
                        "1",
                        ", \"environment_vars\": {\"KEY\": \"{{secrets/prod/key}}\", \"PLAIN\": \"a-plain-text\"}"));
        String release = ready("far");
        models.settled("far");

        Secret secret =
                there.client().secrets().inNamespace("ml").withName(release).get();
        assertThat(secret.getData())
                .containsOnly(entry("KEY", encoded("hidden-one")), entry("PLAIN", encoded("a-plain-text")));
        Deployment deployment = there.client()
                .apps()
                .deployments()
                .inNamespace("ml")
                .withName(release)
                .get();
        assertThat(Serialization.asJson(deployment))
                .contains("\"prefix\":\"CAIRN_MODEL_ENV_\"")
                .doesNotContain("hidden-one", "a-plain-text", encoded("hidden-one"), encoded("a-plain-text"));
        assertThat(server.get(ServedModels.ENDPOINTS + "/far/served-models/iris-1/build-logs")
                        .text())
                .doesNotContain("hidden-one");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void oneServerLeavesTheReleasesOfAnotherAndThoseOfPeople() throws IOException {
        RunningServer other = started(new RunningServer());
        try (Cluster byHand = Cluster.connect(there.kubeconfig(folder.resolve("by-hand")), null)) {
            byHand.apply(
                    new Release(
                            new Placement("ml", "by-hand"),
                            Kind.DEPLOYMENT,
                            new PodModel("models:/iris/1", "iris:1", Optional.empty(), Optional.empty()),
                            new Size(new Replicas(1, 1), "1", "1Gi")),
                    false);
            ServedModels others = new ServedModels(other);
            others.register("iris", "classifier");
            others.create("far", config("kubernetes", "1"));
            String theirs = ready("far");
            others.settled("far");
            models.create("far", config("kubernetes", "1"));
            String ours = ready("far");
            models.settled("far");
            assertThat(ours).isNotEqualTo(theirs);

            models.json("DELETE", ServedModels.ENDPOINTS + "/far", "");
            until(() -> !releases().contains(ours));

            assertThat(releases()).containsExactlyInAnyOrder(theirs, "by-hand");
        } finally {
            other.stop();
        }
    }

    @Test
    void whereModelsRunOfWhichNobodySaysIsDecidedOnce() throws IOException {
        RunningServer usual = new RunningServer().withCluster(config(true));
        usual.start();
        try {
            ServedModels theirs = new ServedModels(usual);
            theirs.register("iris", "classifier");
            Reply made = theirs.create("far", ServedModels.config("iris", "1"));
            assertThat(made.json()
                            .at("/pending_config/served_entities/0/cairn_placement")
                            .asString())
                    .isEqualTo("kubernetes");
            assertThat(begun("far")).startsWith("far-");
            assertThat(usual.get(ServedModels.ENDPOINTS)
                            .json()
                            .path("cairn_places")
                            .toString())
                    .isEqualTo("[\"kubernetes\",\"server\"]");
        } finally {
            usual.stop();
        }
        assertThat(server.get(ServedModels.ENDPOINTS)
                        .json()
                        .path("cairn_places")
                        .toString())
                .isEqualTo("[\"server\",\"kubernetes\"]");
        models.create("near", ServedModels.config("iris", "1"));
        assertThat(models.settled("near")
                        .json()
                        .at("/config/served_entities/0/cairn_placement")
                        .asString())
                .isEqualTo("server");
    }

    @Test
    void aServerWithoutAClusterRefusesWhatIsToRunInOne() throws IOException {
        RunningServer alone = new RunningServer();
        alone.start();
        try {
            ServedModels theirs = new ServedModels(alone);
            theirs.register("iris", "classifier");
            assertThat(theirs.create("far", config("kubernetes", "1")).status()).isEqualTo(400);
            assertThat(theirs.create("far", config("kubernetes", "1")).message())
                    .contains("served_entities[0].cairn_placement", "--kubernetes-image");
            assertThat(theirs.create("far", config("moon", "1")).message()).contains("server and kubernetes");
        } finally {
            alone.stop();
        }
    }

    @Test
    void anAnswerInPartsIsHandedOnPartByPart() throws Exception {
        TestStream stream = new TestStream(folder.resolve("stream"));
        Path model = Files.createDirectories(folder.resolve("talk"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), TestStream.CODE);
        pods.close();
        pods = TestModelServer.of(model, stream.python());
        RunningServer talking = started(new RunningServer());
        try {
            ServedModels theirs = new ServedModels(talking);
            theirs.register("talk", model);
            theirs.create("talk", config("kubernetes", "1").replace("iris", "talk"));
            ready("talk");
            theirs.settled("talk");

            assertThat(TestStream.readInTurn(TestStream.ask(talking.port(), "/serving-endpoints/talk/invocations", 2)))
                    .isEqualTo("data: {\"i\": 0}\n\ndata: {\"i\": 1}\n\ndata: [DONE]\n\n");
            assertThat(theirs.ask("talk", 1).status()).isEqualTo(200);
        } finally {
            talking.stop();
        }
    }

    private static String config(String place, String version) {
        return entity(place, version, "");
    }

    private static String entity(String place, String version, String more) {
        return """
                {"served_entities": [
                  {"entity_name": "iris", "entity_version": "%s", "cairn_placement": "%s"%s}]}
                """.formatted(version, place, more);
    }

    /// Waits for a release that is not ready, and makes it so.
    private String ready(String endpoint) {
        String release = begun(endpoint);
        there.deployment(new Placement("ml", release), 1, 1, 1);
        return release;
    }

    private String begun(String endpoint) {
        while (true) {
            List<String> fresh = there.client().apps().deployments().inNamespace("ml").list().getItems().stream()
                    .filter(one -> one.getStatus() == null)
                    .map(one -> one.getMetadata().getName())
                    .filter(name -> name.startsWith(endpoint + "-"))
                    .toList();
            if (!fresh.isEmpty()) {
                return fresh.getFirst();
            }
            pause();
        }
    }

    private static void until(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean()) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(20_000_000);
    }

    private List<String> releases() {
        return there.all(ANY, Deployment.class);
    }
}
