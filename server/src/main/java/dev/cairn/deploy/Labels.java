package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;

/// The words by which what Cairn deployed is known in a cluster.
final class Labels {
    /// Who applies, as server-side apply names its owners of fields.
    static final String MANAGER = "cairn";

    /// On pods: a digest of all that they were made of, which tells those of this release from older ones.
    static final String TEMPLATE = "cairn.dev/template";

    /// On everything: which model was asked for.
    static final String MODEL = "cairn.dev/model";

    /// On what a server made: which database it has, so that another one in the same namespace leaves it.
    static final String SERVER = "cairn.dev/server";

    /// On what a server made: the endpoint, for people.
    static final String ENDPOINT = "cairn.dev/endpoint";

    private static final String NAME = "app.kubernetes.io/name";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String APPLICATION = "cairn-model";

    private Labels() {}

    /// Which pods are of a placement. In order, so that the same release is the same text.
    static Map<String, String> selector(Placement placement) {
        return new TreeMap<>(Map.of(NAME, APPLICATION, INSTANCE, placement.name()));
    }

    /// What everything of a placement has.
    static Map<String, String> of(Placement placement) {
        Map<String, String> labels = selector(placement);
        labels.put(COMPONENT, "model-server");
        labels.put(MANAGED_BY, MANAGER);
        return labels;
    }

    /// What everything of a release has.
    static Map<String, String> of(Release release) {
        Map<String, String> labels = of(release.placement());
        labels.putAll(release.additions().labels());
        return labels;
    }

    /// Whether this program made a resource for a placement, and not a person, nor a controller that copied its labels.
    static boolean areOurs(HasMetadata resource, Placement placement) {
        Map<String, String> labels = resource.getMetadata().getLabels();
        return labels != null
                && MANAGER.equals(labels.get(MANAGED_BY))
                && placement.name().equals(labels.get(INSTANCE))
                && resource.getMetadata().getOwnerReferences().isEmpty();
    }
}
