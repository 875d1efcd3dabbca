package dev.cairn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.deploy.KubernetesSchemas;
import dev.cairn.http.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `cairn deploy` as far as it goes without a cluster.
final class DeployCommandTest {
    private static final String IMAGE = "registry.example.org/fraud:3";

    @RegisterExtension
    final Terminal terminal = new Terminal();

    private int run(String... arguments) throws IOException {
        terminal.clear();
        return Main.run(Stream.concat(Stream.of("deploy"), Stream.of(arguments)).toArray(String[]::new), Map.of());
    }

    @Test
    void aDryRunPrintsWhatAClusterTakes() throws IOException {
        String[] arguments = {
            "models:/fraud@champion",
            "--target",
            "kubernetes",
            "--dry-run",
            "--image",
            IMAGE,
            "-n",
            "ml",
            "--name",
            "fraud",
            "--replicas",
            "2..10",
            "--cpu",
            "500m",
            "--memory",
            "2Gi",
            "--pull-secret",
            "registry"
        };
        assertThat(run(arguments)).as(terminal.text()).isZero();

        List<JsonNode> printed = printed();
        assertThat(printed)
                .extracting(each -> each.path("kind").asString())
                .contains("Deployment", "Service", "HorizontalPodAutoscaler", "NetworkPolicy");
        for (JsonNode each : printed) {
            assertThat(KubernetesSchemas.faults(each)).as(each.toString()).isEmpty();
            assertThat(each.at("/metadata/name").asString()).isEqualTo("fraud");
            assertThat(each.at("/metadata/namespace").asString()).isEqualTo("ml");
        }
        JsonNode pods = of("Deployment", printed).at("/spec/template/spec");
        assertThat(pods.at("/containers/0/image").asString()).isEqualTo(IMAGE);
        assertThat(pods.at("/containers/0/resources/requests/cpu").asString()).isEqualTo("500m");
        assertThat(pods.at("/containers/0/resources/limits/memory").asString()).isEqualTo("2Gi");
        assertThat(pods.at("/imagePullSecrets/0/name").asString()).isEqualTo("registry");
        JsonNode load = of("HorizontalPodAutoscaler", printed).path("spec");
        assertThat(load.path("minReplicas").asInt()).isEqualTo(2);
        assertThat(load.path("maxReplicas").asInt()).isEqualTo(10);
    }

    @Test
    void podsAreToldWhereToFetchAndWithWhichToken() throws IOException {
        String[] arguments = {
            "models:/fraud/3",
            "--dry-run",
            "--image",
            IMAGE,
            "--tracking-uri",
            "https://cairn.example.org",
            "--token-secret",
            "tracking:reader"
        };
        assertThat(run(arguments)).as(terminal.text()).isZero();

        JsonNode container = of("Deployment", printed()).at("/spec/template/spec/containers/0");
        assertThat(container.path("args").toString())
                .isEqualTo("[\"models:/fraud/3\",\"--tracking-uri\",\"https://cairn.example.org\"]");
        assertThat(container.at("/env/0/valueFrom/secretKeyRef").toString())
                .contains("\"name\":\"tracking\"", "\"key\":\"reader\"");
    }

    @Test
    void anInferenceServiceIsOneOfKserve() throws IOException {
        assertThat(run("models:/fraud/3", "--dry-run", "--image", IMAGE, "--kind", "kserve"))
                .as(terminal.text())
                .isZero();

        assertThat(of("InferenceService", printed()).path("apiVersion").asString())
                .isEqualTo("serving.kserve.io/v1beta1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    models:/fraud/3                                             | Give --image
                    --image x                                                   | models:/
                    models:/fraud --image x                                     | models:/
                    models:/fraud/3 --image x --name Fraud                      | --name takes
                    models:/fraud/3 --image x --replicas 5..2                   | --replicas takes a number from 1 on
                    models:/fraud/3 --image x --cpu fast                        | --cpu
                    models:/fraud/3 --image x --memory 1Gb                      | --memory
                    models:/fraud/3 --image x --token-secret t                  | --token-secret is for a tracking server
                    models:/fraud/3 --image x --kind pod                        | --kind
                    models:/fraud/3 --image x --target nomad                    | --target
                    models:/fraud/3 --image x --timeout soon                    | --timeout
                    models:/fraud/3 --image x --replica 3                       | --replica
                    . --image x --tracking-uri http://127.0.0.1:9               | Pods cannot fetch a folder of this machine
                    """)
    void whatMeansNothingIsToldAndNothingIsPrinted(String arguments, String why) throws IOException {
        assertThat(run((arguments + " --dry-run").split(" "))).isEqualTo(2);

        assertThat(terminal.text()).contains(why).doesNotContain("apiVersion:", "\tat ");
    }

    private static JsonNode of(String kind, List<JsonNode> manifests) {
        return manifests.stream()
                .filter(each -> each.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// The manifests, as the library of a cluster's clients reads them.
    private List<JsonNode> printed() {
        Object read = new KubernetesSerialization().unmarshal(terminal.text());
        List<JsonNode> manifests = new ArrayList<>();
        for (Object each : read instanceof Collection<?> all ? all : List.of(read)) {
            manifests.add(Json.readTree(Serialization.asJson((HasMetadata) each).getBytes(UTF_8)));
        }
        return manifests;
    }
}
