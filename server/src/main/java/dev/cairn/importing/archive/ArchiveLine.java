package dev.cairn.importing.archive;

import dev.cairn.importing.transfer.Owner;
import dev.cairn.protocol.tracking.Run;
import org.jspecify.annotations.Nullable;

/// A line of the file of runs: a run, or some of the points of the run before it.
///
/// @param key of the metric that the points belong to
@SuppressWarnings("ArrayRecordComponent") // on their way to a file, compared by nobody
record ArchiveLine(
        @Nullable Run run,
        @Nullable Long deletedTime,
        @Nullable String key,
        long @Nullable [] steps,
        long @Nullable [] timestamps,
        double @Nullable [] values) {

    static final String EXPERIMENTS = "experiments.jsonl";
    static final String RUNS = "runs.jsonl";
    static final String MODELS = "logged-models.jsonl";
    static final String REGISTERED_MODELS = "registered-models.jsonl";
    static final String EVALUATION = "evaluation.jsonl";
    static final String TRACES = "traces.jsonl";
    static final String ARTIFACTS = "artifacts.jsonl";
    static final String FOLDER = "artifacts/";

    /// A line of the file of artifacts.
    ///
    /// @param kind   `runs`, `models` or `traces`
    /// @param sha256 of the content, in hexadecimal digits
    record Artifact(String kind, String id, String path, long size, String sha256) {
        Owner owner() {
            for (Owner.Kind some : Owner.Kind.values()) {
                if (some.folder().equals(kind)) {
                    return new Owner(some, id);
                }
            }
            throw new IllegalArgumentException("files of '%s' are of no kind that is known".formatted(kind));
        }

        /// The name of the file in the archive.
        String file() {
            return FOLDER + kind + "/" + id + "/" + path;
        }
    }
}
