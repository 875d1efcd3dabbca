package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The resources of one placement in a cluster: one of each kind, all of the same name.
///
/// @param hasSecret whether a `Secret` is among them, which who deploys without one need not be allowed to read
record Resources(KubernetesClient client, Placement placement, boolean hasSecret) {
    static final String INFERENCE_SERVICE = "InferenceService";
    static final String INFERENCE_API = "serving.kserve.io/v1beta1";

    static final ResourceDefinitionContext KSERVE = new ResourceDefinitionContext.Builder()
            .withGroup("serving.kserve.io")
            .withVersion("v1beta1")
            .withKind(INFERENCE_SERVICE)
            .withPlural("inferenceservices")
            .withNamespaced(true)
            .build();

    /// What Kubernetes itself has, in the order in which it is removed.
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            HorizontalPodAutoscaler.class,
            PodDisruptionBudget.class,
            Deployment.class,
            Service.class,
            NetworkPolicy.class,
            ServiceAccount.class);

    /// Those that a person deploys.
    Resources(KubernetesClient client, Placement placement) {
        this(client, placement, false);
    }

    Optional<Deployment> deployment() {
        return Optional.ofNullable(operation(Deployment.class).get()).filter(this::isOurs);
    }

    Optional<GenericKubernetesResource> inferenceService() {
        return Optional.ofNullable(
                        inferenceServices().withName(placement.name()).get())
                .filter(this::isOurs);
    }

    /// Whatever has the name of the placement, whoever made it.
    List<HasMetadata> all() {
        Stream<Class<? extends HasMetadata>> kinds =
                Stream.concat(hasSecret ? Stream.of(Secret.class) : Stream.empty(), KINDS.stream());
        return Stream.concat(
                        Stream.of(inferenceServices().withName(placement.name()).get()),
                        kinds.map(kind -> operation(kind).get()))
                .filter(Objects::nonNull)
                .map(HasMetadata.class::cast)
                .toList();
    }

    boolean isOurs(HasMetadata resource) {
        return Labels.areOurs(resource, placement);
    }

    void apply(HasMetadata manifest, boolean force) {
        Resource<?> resource = manifest instanceof GenericKubernetesResource service
                ? inferenceServices().resource(service)
                : client.resource(manifest).inNamespace(placement.namespace());
        if (force) {
            resource.fieldManager(Labels.MANAGER).forceConflicts().serverSideApply();
        } else {
            resource.fieldManager(Labels.MANAGER).serverSideApply();
        }
    }

    void remove(HasMetadata resource) {
        Resource<?> removed = resource instanceof GenericKubernetesResource service
                ? inferenceServices().resource(service)
                : client.resource(resource).inNamespace(placement.namespace());
        removed.delete();
    }

    private <T extends HasMetadata> Resource<T> operation(Class<T> kind) {
        return client.resources(kind).inNamespace(placement.namespace()).withName(placement.name());
    }

    private NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>>
            inferenceServices() {
        return client.genericKubernetesResources(KSERVE).inNamespace(placement.namespace());
    }
}
