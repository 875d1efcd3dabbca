package dev.cairn.deploy;

import static java.util.stream.Collectors.joining;

import dev.cairn.text.Digests;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/// What a cluster is told of a release.
public final class Manifests {
    /// Where the image of a release listens.
    public static final int PORT = 8080;

    /// How busy the processors of pods are kept, in percent, where their number follows the load.
    private static final int BUSY = 70;

    private static final int SERVICE_PORT = 80;
    private static final int DIGEST_BYTES = 6;

    private final Release release;
    private final Placement placement;

    private Manifests(Release release) {
        this.release = release;
        this.placement = release.placement();
    }

    /// The resources of a release, in the order in which they are needed.
    public static List<HasMetadata> of(Release release) {
        Manifests manifests = new Manifests(release);
        return switch (release.kind()) {
            case DEPLOYMENT -> manifests.deployed();
            case KSERVE -> List.of(manifests.account(), manifests.inferenceService());
        };
    }

    /// The same as text, for `kubectl apply -f` and for people.
    public static String yaml(Release release) {
        return of(release).stream().map(Serialization::asYaml).collect(joining());
    }

    private List<HasMetadata> deployed() {
        List<HasMetadata> all = new ArrayList<>(List.of(account(), network(), service()));
        if (!release.additions().variables().isEmpty()) {
            all.add(variables());
        }
        all.add(deployment());
        all.add(disruptionBudget());
        if (release.size().replicas().isRange()) {
            all.add(autoscaler());
        }
        return all;
    }

    private ObjectMeta metadata() {
        return new ObjectMetaBuilder()
                .withName(placement.name())
                .withNamespace(placement.namespace())
                .withLabels(Labels.of(release))
                .withAnnotations(Map.of(Labels.MODEL, release.model().uri()))
                .build();
    }

    private ServiceAccount account() {
        return new ServiceAccountBuilder()
                .withMetadata(metadata())
                .withAutomountServiceAccountToken(false)
                .build();
    }

    /// What pods get by their environment, which stands nowhere else.
    private Secret variables() {
        Map<String, String> encoded = new TreeMap<>();
        release.additions()
                .variables()
                .forEach((name, value) ->
                        encoded.put(name, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder()
                .withMetadata(metadata())
                .withType("Opaque")
                .withData(encoded)
                .build();
    }

    /// Pods are asked at one port. Those that fetch nothing reach nobody themselves.
    private NetworkPolicy network() {
        NetworkPolicyBuilder policy = new NetworkPolicyBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Labels.selector(placement))
                .endPodSelector()
                .withPolicyTypes(
                        release.model().source().isPresent() ? List.of("Ingress") : List.of("Ingress", "Egress"))
                .addNewIngress()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(PORT))
                .endPort()
                .endIngress()
                .endSpec();
        return policy.build();
    }

    private Service service() {
        return new ServiceBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(Labels.selector(placement))
                .addNewPort()
                .withName(PodTemplate.PORT_NAME)
                .withProtocol("TCP")
                .withPort(SERVICE_PORT)
                .withTargetPort(new IntOrString(PodTemplate.PORT_NAME))
                .endPort()
                .endSpec()
                .build();
    }

    private Deployment deployment() {
        PodSpec pods = PodTemplate.ofDeployment(release);
        Map<String, String> labels = Labels.of(release);
        labels.put(Labels.TEMPLATE, digest(pods));
        DeploymentBuilder deployment = new DeploymentBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(Labels.selector(placement))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(Map.of(Labels.MODEL, release.model().uri()))
                .endMetadata()
                .withSpec(pods)
                .endTemplate()
                .endSpec();
        if (!release.size().replicas().isRange()) {
            deployment
                    .editSpec()
                    .withReplicas(release.size().replicas().least())
                    .endSpec();
        }
        return deployment.build();
    }

    /// The first digits of the digest of what pods are made of.
    private static String digest(PodSpec pods) {
        byte[] digest = Digests.sha256().digest(Serialization.asJson(pods).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    }

    private PodDisruptionBudget disruptionBudget() {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(Labels.selector(placement))
                .endSelector()
                .endSpec()
                .build();
    }

    private HorizontalPodAutoscaler autoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withNewScaleTargetRef("apps/v1", "Deployment", placement.name())
                .withMinReplicas(release.size().replicas().least())
                .withMaxReplicas(release.size().replicas().most())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(BUSY)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    private GenericKubernetesResource inferenceService() {
        Map<String, Object> predictor = new LinkedHashMap<>();
        predictor.put("minReplicas", release.size().replicas().least());
        predictor.put("maxReplicas", release.size().replicas().most());
        predictor.put("scaleMetric", "cpu");
        predictor.put("scaleTarget", BUSY);
        predictor.putAll(Serialization.unmarshal(
                Serialization.asJson(PodTemplate.ofInferenceService(release)),
                new TypeReference<Map<String, Object>>() {}));
        GenericKubernetesResource service = new GenericKubernetesResource();
        service.setApiVersion(Resources.INFERENCE_API);
        service.setKind(Resources.INFERENCE_SERVICE);
        service.setMetadata(metadata());
        service.setAdditionalProperty("spec", Map.of("predictor", predictor));
        return service;
    }
}
