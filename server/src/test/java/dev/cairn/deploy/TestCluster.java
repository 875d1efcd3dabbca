package dev.cairn.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The API of a cluster over HTTP, that keeps what it is told; the test says what its machines do.
public final class TestCluster implements AutoCloseable {
    private final Applying api = new Applying();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(JsonMapper.shared()), new MockWebServer(), new HashMap<>(), api, false);
    private final KubernetesClient client;

    public TestCluster() {
        server.init();
        client = server.createClient();
    }

    Cluster asCairnSeesIt() {
        return new Cluster(new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build());
    }

    public KubernetesClient client() {
        return client;
    }

    /// Writes the settings with which this cluster is asked.
    public Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {}}]
                """.formatted(client.getMasterUrl()));
    }

    /// What server-side apply was asked with.
    List<String> appliedWith() {
        return api.queries;
    }

    /// Answers all requests with a status from now on.
    public void refuse(int status) {
        api.refusal = status;
    }

    /// What is done before something is removed.
    public void beforeDeletion(Runnable work) {
        api.beforeDeletion = work;
    }

    /// Says how a Deployment does.
    public void deployment(Placement place, int replicas, int updated, int available) {
        Deployment deployment = deployment(place);
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas)
                .withUpdatedReplicas(updated)
                .withAvailableReplicas(available)
                .build());
        client.resource(deployment).update();
    }

    /// Makes a pod of a Deployment's newest template.
    public void pod(Placement place, String name, Consumer<PodBuilder> state) {
        Deployment deployment = deployment(place);
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(place.namespace())
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .endMetadata();
        state.accept(pod);
        Pod made = pod.build();
        client.pods().inNamespace(place.namespace()).resource(made).create();
    }

    /// Says how an InferenceService does.
    void inferenceService(Placement place, String status) {
        GenericKubernetesResource service = client.genericKubernetesResources(Resources.KSERVE)
                .inNamespace(place.namespace())
                .withName(place.name())
                .get();
        service.setAdditionalProperty("status", Serialization.unmarshal(status, Map.class));
        client.genericKubernetesResources(Resources.KSERVE)
                .inNamespace(place.namespace())
                .resource(service)
                .update();
    }

    private Deployment deployment(Placement place) {
        return client.apps()
                .deployments()
                .inNamespace(place.namespace())
                .withName(place.name())
                .get();
    }

    public List<String> all(Placement place, Class<? extends HasMetadata> kind) {
        return client.resources(kind).inNamespace(place.namespace()).list().getItems().stream()
                .map(resource -> resource.getMetadata().getName())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /// Answers server-side apply, too, as far as one manager of fields goes: what is said is what is there.
    private static final class Applying extends KubernetesCrudDispatcher {
        private final List<String> queries = new CopyOnWriteArrayList<>();
        private volatile int refusal;
        private volatile Runnable beforeDeletion = () -> {};

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (refusal != 0) {
                return new MockResponse().setResponseCode(refusal);
            }
            if (request.method() == HttpMethod.DELETE) {
                beforeDeletion.run();
            }
            return super.dispatch(request);
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            String type = request.getHeader("Content-Type");
            if (type == null || !type.startsWith("application/apply-patch")) {
                return super.handlePatch(request);
            }
            String path = request.getPath();
            int query = path.indexOf('?');
            queries.add(path.substring(query + 1));
            String resource = path.substring(0, query);
            Map<?, ?> body = Serialization.unmarshal(request.getUtf8Body(), Map.class);
            String json = Serialization.asJson(body);
            return handleGet(resource).code() == 200
                    ? handleUpdate(said(request, HttpMethod.PUT, resource, json))
                    : handleCreate(
                            said(request, HttpMethod.POST, resource.substring(0, resource.lastIndexOf('/')), json));
        }

        private static RecordedRequest said(RecordedRequest request, HttpMethod method, String path, String json) {
            return new RecordedRequest(
                    request.getHttpVersion(), method, path, request.getHeaders(), new Buffer(json.getBytes(UTF_8)));
        }
    }
}
