package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ManifestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"3", "2..10"})
    void whatIsDeployedFitsTheSchemasOfKubernetes(String replicas) throws IOException {
        for (HasMetadata manifest : Manifests.of(Releases.whole(Kind.DEPLOYMENT, replicas))) {
            assertThat(KubernetesSchemas.faults(json(manifest)))
                    .as(manifest.getKind())
                    .isEmpty();
        }
        for (HasMetadata manifest : Manifests.of(Releases.fetched(Kind.DEPLOYMENT))) {
            assertThat(KubernetesSchemas.faults(json(manifest)))
                    .as(manifest.getKind())
                    .isEmpty();
        }
    }

    @Test
    void aMisspeltFieldDoesNotFitThem() throws IOException {
        ObjectNode deployment = (ObjectNode) deployment(Releases.whole(Kind.DEPLOYMENT, "3"));
        ((ObjectNode) deployment.path("spec")).put("replica", 3);
        assertThat(KubernetesSchemas.faults(deployment)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "2..10"})
    void anInferenceServiceFitsTheSchemaOfKServe(String replicas) throws IOException {
        for (Release release : List.of(Releases.whole(Kind.KSERVE, replicas), Releases.fetched(Kind.KSERVE))) {
            JsonNode service = inferenceService(release);
            assertThat(KubernetesSchemas.faultsOfInferenceService(service)).isEmpty();
            ((ObjectNode) service.path("spec").path("predictor")).put("minReplica", 1);
            assertThat(KubernetesSchemas.faultsOfInferenceService(service)).hasSize(1);
        }
    }

    @Test
    void thePodsOfAnInferenceServiceFitTheSchemaOfPods() throws IOException {
        ObjectNode predictor = (ObjectNode)
                inferenceService(Releases.fetched(Kind.KSERVE)).path("spec").path("predictor");
        predictor.remove(List.of("minReplicas", "maxReplicas", "scaleMetric", "scaleTarget"));
        assertThat(KubernetesSchemas.schema("io.k8s.api.core.v1.PodSpec").validate(predictor))
                .isEmpty();
        assertThat(predictor.path("containers").path(0).path("name").asString()).isEqualTo("kserve-container");
    }

    @Test
    void aNumberThatFollowsTheLoadIsNotSaidTwice() {
        List<HasMetadata> fixed = Manifests.of(Releases.whole(Kind.DEPLOYMENT, "3"));
        List<HasMetadata> ranging = Manifests.of(Releases.whole(Kind.DEPLOYMENT, "2..10"));
        assertThat(fixed).extracting(HasMetadata::getKind).doesNotContain("HorizontalPodAutoscaler");
        assertThat(ranging).extracting(HasMetadata::getKind).contains("HorizontalPodAutoscaler");
        assertThat(deployment(Releases.whole(Kind.DEPLOYMENT, "3"))
                        .path("spec")
                        .path("replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(deployment(Releases.whole(Kind.DEPLOYMENT, "2..10"))
                        .path("spec")
                        .has("replicas"))
                .isFalse();
    }

    @Test
    void aTokenIsNamedAndNotWritten() {
        JsonNode container = deployment(Releases.fetched(Kind.DEPLOYMENT))
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .path(0);
        JsonNode variable = container.path("env").path(0);
        assertThat(variable.path("name").asString()).isEqualTo("MLFLOW_TRACKING_TOKEN");
        assertThat(variable.path("valueFrom").path("secretKeyRef").path("name").asString())
                .isEqualTo("tracking");
        assertThat(variable.has("value")).isFalse();
        assertThat(container.path("args").toString())
                .isEqualTo("[\"models:/fraud/3\",\"--tracking-uri\",\"https://cairn.example.org\"]");
    }

    @Test
    void aModelCalledAsAVariableDoesNotReadIt() {
        PodModel.Source source = new PodModel.Source(
                "models:/$(MLFLOW_TRACKING_TOKEN)/1", "https://cairn.example.org", Optional.empty(), Optional.empty());
        Release known = Releases.fetched(Kind.DEPLOYMENT);
        Release hostile = new Release(
                known.placement(),
                known.kind(),
                new PodModel(source.uri(), known.model().image(), Optional.empty(), Optional.of(source)),
                known.size(),
                known.additions());
        assertThat(deployment(hostile)
                        .at("/spec/template/spec/containers/0/args/0")
                        .asString())
                .isEqualTo("models:/$$(MLFLOW_TRACKING_TOKEN)/1"); // which Kubernetes reads as one $
    }

    @Test
    void whatAServerMakesIsKnownAsItsOwnAndHasItsVariablesInOnePlace() throws IOException {
        Release release = Releases.ofServer();
        for (HasMetadata manifest : Manifests.of(release)) {
            JsonNode labels = json(manifest).path("metadata").path("labels");
            assertThat(labels.path("cairn.dev/server").asString()).isEqualTo("0123456789abcdef");
            assertThat(labels.path("cairn.dev/endpoint").asString()).isEqualTo("Fraud_now");
            if (manifest.getKind().equals("Secret")) {
                assertThat(json(manifest).path("data").toString())
                        .isEqualTo("{\"KEY\":\"bm9ib2R5IGVsc2UgbWF5IGtub3c=\"}");
            } else {
                assertThat(KubernetesSchemas.faults(json(manifest)))
                        .as(manifest.getKind())
                        .isEmpty();
                assertThat(json(manifest).toString()).doesNotContain("nobody else", "bm9ib2R5");
            }
        }
        assertThat(Manifests.of(release)).extracting(HasMetadata::getKind).containsSubsequence("Secret", "Deployment");
        assertThat(deployment(release)
                        .at("/spec/template/spec/containers/0/envFrom")
                        .toString())
                .isEqualTo("[{\"prefix\":\"CAIRN_MODEL_ENV_\",\"secretRef\":{\"name\":\"fraud\",\"optional\":false}}]");
        assertThat(release.toString()).contains("KEY").doesNotContain("nobody else");
    }

    @Test
    void podsMayDoNothingButAnswer() {
        JsonNode pods = deployment(Releases.whole(Kind.DEPLOYMENT, "3"))
                .path("spec")
                .path("template")
                .path("spec");
        assertThat(pods.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        JsonNode container = pods.path("containers").path(0).path("securityContext");
        assertThat(container.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("capabilities").path("drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container.path("seccompProfile").path("type").asString()).isEqualTo("RuntimeDefault");
    }

    @Test
    void podsThatFetchNothingReachNobody() {
        assertThat(policyTypes(Releases.whole(Kind.DEPLOYMENT, "3"))).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(policyTypes(Releases.fetched(Kind.DEPLOYMENT))).isEqualTo("[\"Ingress\"]");
    }

    @Test
    void theSameReleaseIsTheSameText() {
        Release release = Releases.whole(Kind.DEPLOYMENT, "2..10");
        assertThat(Manifests.yaml(release)).isEqualTo(Manifests.yaml(Releases.whole(Kind.DEPLOYMENT, "2..10")));
    }

    @ParameterizedTest
    @CsvSource({
        "Fraud_Model v2, fraud-model-v2",
        "main.team.iris, main-team-iris",
        "42-names, names",
        "---, ''",
    })
    void aModelsNameIsMadeOneOfKubernetes(String model, String name) {
        assertThat(Placement.nameOf(model)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5..2", "-1", "many", "2..", "99999"})
    void aNumberOfPodsThatMeansNothingIsRefused(String replicas) {
        assertThatThrownBy(() -> Replicas.parse(replicas))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--replicas takes a number from 1 on");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1Gi, --cpu",
        "-1, 1Gi, --cpu",
        "fast, 1Gi, --cpu",
        "1, 1, --memory",
        "1, 1Gb, --memory",
        "1, '', --memory",
    })
    void amountsThatKubernetesDoesNotReadAreRefused(String cpu, String memory, String option) {
        assertThatThrownBy(() -> new Size(Replicas.parse("1"), cpu, memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fraud", "-fraud", "fraud-", "9fraud", "fraud.de", "", "a/../b"})
    void namesThatKubernetesDoesNotTakeAreRefused(String name) {
        assertThatThrownBy(() -> new Placement("ml", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--name takes");
    }

    private static String policyTypes(Release release) {
        return json(Manifests.of(release).get(1))
                .path("spec")
                .path("policyTypes")
                .toString();
    }

    private static JsonNode inferenceService(Release release) {
        return json(Manifests.of(release).getLast());
    }

    private static JsonNode deployment(Release release) {
        return Manifests.of(release).stream()
                .filter(manifest -> manifest.getKind().equals("Deployment"))
                .map(ManifestsTest::json)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HasMetadata manifest) {
        return Json.readTree(Serialization.asJson(manifest).getBytes(StandardCharsets.UTF_8));
    }
}
