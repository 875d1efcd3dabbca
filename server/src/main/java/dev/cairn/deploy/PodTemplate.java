package dev.cairn.deploy;

import dev.cairn.config.ModelVariables;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.stream.Stream;

/// The pods of a release: one container that runs `cairn serve`, which may write to `/tmp` alone.
final class PodTemplate {
    static final String PORT_NAME = "http";

    private static final String SCRATCH = "tmp";

    private static final String READY = "/ping";

    /// Which answers also while the model's processes have ended: they are started again in the
    /// same pod.
    private static final String LIVE = "/v2/health/live";

    /// Seconds in which a model has to be loaded.
    private static final int LOADING = 600;

    private static final int OFTEN = 2;
    private static final int SELDOM = 10;
    private static final int FAILURES = 3;

    /// Seconds a pod goes on to answer once it is to go, until nobody sends it requests any more.
    private static final long PARTING = 5;

    private static final long GRACE = 40;

    private PodTemplate() {}

    /// Pods of a `Deployment`.
    static PodSpec ofDeployment(Release release) {
        PodSpecBuilder spec = spec(release, "model")
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(Labels.selector(release.placement()))
                .endLabelSelector()
                .endTopologySpreadConstraint();
        return spec.editFirstContainer()
                .withStartupProbe(probe(READY, OFTEN, LOADING / OFTEN))
                .withLivenessProbe(probe(LIVE, SELDOM, FAILURES))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep()
                .withSeconds(PARTING)
                .endSleep()
                .endPreStop()
                .endLifecycle()
                .endContainer()
                .build();
    }

    /// Pods of an `InferenceService`, with what Knative, which may run them, takes.
    static PodSpec ofInferenceService(Release release) {
        return spec(release, "kserve-container").build();
    }

    private static PodSpecBuilder spec(Release release, String container) {
        return new PodSpecBuilder()
                .withServiceAccountName(release.placement().name())
                .withAutomountServiceAccountToken(false)
                .withImagePullSecrets(release.model().pullSecret().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withContainers(container(release, container))
                .withVolumes(scratch());
    }

    private static Container container(Release release, String name) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(release.model().image())
                .withArgs(arguments(release.model()))
                .withEnv(environment(release.model()))
                .withEnvFrom(variables(release))
                .addNewPort()
                .withName(PORT_NAME)
                .withContainerPort(Manifests.PORT)
                .withProtocol("TCP")
                .endPort()
                .withNewResources()
                .withRequests(release.size().resources())
                .withLimits(release.size().resources())
                .endResources()
                .withReadinessProbe(probe(READY, OFTEN, FAILURES))
                .withSecurityContext(locked())
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(SCRATCH)
                        .withMountPath("/tmp")
                        .build())
                .build();
    }

    /// What `cairn serve` gets in place of the model in the image.
    private static List<String> arguments(PodModel model) {
        return model.source()
                .map(source -> List.of(literal(source.uri()), "--tracking-uri", literal(source.server())))
                .orElse(List.of());
    }

    /// A text as it is: Kubernetes would put the value of a variable, such as the token, for `$(NAME)`.
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private static List<EnvVar> environment(PodModel model) {
        Stream<EnvVar> token = model.source().flatMap(PodModel.Source::token).stream()
                .map(key -> new EnvVarBuilder()
                        .withName("MLFLOW_TRACKING_TOKEN")
                        .withNewValueFrom()
                        .withNewSecretKeyRef(key.key(), key.secret(), false)
                        .endValueFrom()
                        .build());
        Stream<EnvVar> workspace = model.source().flatMap(PodModel.Source::workspace).stream()
                .map(name -> new EnvVar("MLFLOW_WORKSPACE", literal(name), null));
        return Stream.concat(token, workspace).toList();
    }

    private static List<EnvFromSource> variables(Release release) {
        return release.additions().variables().isEmpty()
                ? List.of()
                : List.of(new EnvFromSourceBuilder()
                        .withPrefix(ModelVariables.PREFIX)
                        .withNewSecretRef(release.placement().name(), false)
                        .build());
    }

    private static Probe probe(String path, int seconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(Manifests.PORT))
                .endHttpGet()
                .withPeriodSeconds(seconds)
                .withTimeoutSeconds(FAILURES)
                .withFailureThreshold(failures)
                .build();
    }

    private static SecurityContext locked() {
        return new SecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    /// For a model that is fetched, and for native libraries, which are unpacked there.
    private static Volume scratch() {
        EmptyDirVolumeSource folder = new EmptyDirVolumeSource();
        folder.setSizeLimit(new Quantity("10Gi"));
        return new VolumeBuilder().withName(SCRATCH).withEmptyDir(folder).build();
    }
}
