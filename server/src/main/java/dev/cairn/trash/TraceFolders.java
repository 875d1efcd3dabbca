package dev.cairn.trash;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.search.Page;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which traces have files. Hardly any has, and a bucket is asked for the files of one after the other; so it is asked
/// first which there are, as long as those are few. Used by one thread, for some traces.
final class TraceFolders {
    private static final int FEW = 1_000;

    private final Artifacts artifacts;
    private final Guards guards;

    /// By the location of the experiment; empty where there are many.
    private final Map<String, Optional<Set<String>>> known = new HashMap<>();

    TraceFolders(Artifacts artifacts, Guards guards) {
        this.artifacts = artifacts;
        this.guards = guards;
    }

    /// Whether a trace of an experiment may have files in the server's store.
    boolean mayHave(String location, String traceId) throws IOException {
        Optional<Set<String>> few = known.get(location);
        if (few == null) {
            few = few(location);
            known.put(location, few);
        }
        return few.map(names -> names.contains(traceId)).orElse(true);
    }

    private Optional<Set<String>> few(String location) throws IOException {
        Optional<ArtifactPath> folder = guards.place(location).map(place -> place.child(ArtifactPath.of("traces")));
        if (folder.isEmpty()) {
            return Optional.of(Set.of());
        }
        Page<FileInfo> page = artifacts.list(folder.get(), ArtifactPath.ROOT, null, FEW);
        return page.next() != null
                ? Optional.empty()
                : Optional.of(page.rows().stream()
                        .map(file -> ArtifactPath.of(file.path()).name())
                        .collect(Collectors.toSet()));
    }
}
