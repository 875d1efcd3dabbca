package dev.cairn.importing.transfer;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.http.Json;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.review.QueueCopy;
import dev.cairn.series.Points;
import dev.cairn.text.Digests;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The content of an object as SHA-256 hashes of its parts, the same on both sides if the object is.
///
/// Lists whose order means nothing are put into one; numbers count as they are stored (an infinity is the greatest
/// number, -0 is 0); where artifacts lie is left out, since that differs by design.
public record Fingerprint(Map<String, String> parts) {
    private static final Set<String> PLACES_OF_TRACES = Set.of(
            "mlflow.artifactLocation",
            "mlflow.trace.spansLocation",
            "mlflow.trace.archiveLocation",
            "mlflow.trace.archivalFailure");
    private static final Comparator<Tag> BY_KEY = Comparator.comparing(Tag::key);

    public static Fingerprint of(Experiment experiment) {
        return new Fingerprint(Map.of(
                "times and stage",
                hash(
                        experiment.lifecycleStage(),
                        Long.toString(experiment.creationTime()),
                        Long.toString(experiment.lastUpdateTime())),
                "tags",
                hash(sorted(experiment.tags()))));
    }

    public static Fingerprint of(RunCopy copy) {
        Map<String, String> parts = new TreeMap<>();
        RunInfo info = copy.run().info();
        parts.put(
                "info",
                hash(
                        info.runName(),
                        info.userId(),
                        info.status().name(),
                        String.valueOf(info.startTime()),
                        String.valueOf(info.endTime()),
                        info.lifecycleStage(),
                        String.valueOf(copy.deletedTime())));
        parts.put("parameters", hash(sorted(copy.run().data().params())));
        parts.put("tags", hash(sorted(copy.run().data().tags())));
        RunInputs inputs = copy.run().inputs();
        RunOutputs outputs = copy.run().outputs();
        parts.put("data sets", hash(inputs == null ? List.of() : datasets(inputs.datasetInputs())));
        parts.put(
                "models",
                hash(List.of(
                        inputs == null
                                ? List.of()
                                : inputs.modelInputs().stream()
                                        .sorted(Comparator.comparing(ModelInput::modelId))
                                        .toList(),
                        outputs == null
                                ? List.of()
                                : outputs.modelOutputs().stream()
                                        .sorted(Comparator.comparing(ModelOutput::modelId))
                                        .toList())));
        copy.series().forEach((key, points) -> parts.put("metric " + key, hash(points)));
        return new Fingerprint(parts);
    }

    public static Fingerprint of(LoggedModelCopy copy) {
        LoggedModelInfo info = copy.model().info();
        return new Fingerprint(Map.of(
                "info",
                hash(
                        info.name(),
                        info.status().name(),
                        String.valueOf(info.statusMessage()),
                        String.valueOf(info.modelType()),
                        String.valueOf(info.sourceRunId()),
                        Long.toString(info.creationTimestampMs()),
                        Long.toString(info.lastUpdatedTimestampMs()),
                        copy.lifecycleStage()),
                "parameters",
                hash(sorted(copy.model().data().params())),
                "tags",
                hash(sorted(info.tags())),
                "metrics",
                hash(copy.model().data().metrics().stream()
                        .map(Fingerprint::text)
                        .sorted()
                        .toList())));
    }

    public static Fingerprint of(RegisteredModelCopy copy) {
        Map<String, String> parts = new TreeMap<>();
        parts.put(
                "info",
                hash(
                        String.valueOf(copy.model().description()),
                        Long.toString(copy.model().creationTimestamp()),
                        Long.toString(copy.model().lastUpdatedTimestamp()),
                        Long.toString(copy.lastVersion())));
        parts.put("tags", hash(sorted(copy.model().tags())));
        parts.put(
                "aliases",
                hash(copy.model().aliases().stream()
                        .sorted(Comparator.comparing(RegisteredModelAlias::alias))
                        .toList()));
        for (RegisteredModelCopy.Version version : copy.versions()) {
            parts.put("version " + version.version().version(), hash(version));
        }
        return new Fingerprint(parts);
    }

    /// Where a trace keeps its files and its spans differs by design.
    public static Fingerprint of(TraceCopy copy) {
        TraceInfo info = copy.info();
        Map<String, String> parts = new TreeMap<>();
        parts.put(
                "info",
                hash(
                        String.valueOf(info.clientRequestId()),
                        String.valueOf(info.state()),
                        String.valueOf(info.requestTime()),
                        String.valueOf(info.executionDuration()),
                        String.valueOf(info.requestPreview()),
                        String.valueOf(info.responsePreview())));
        Map<String, String> tags = new TreeMap<>(info.tags());
        tags.keySet().removeAll(PLACES_OF_TRACES);
        parts.put("tags", hash(tags));
        parts.put("metadata", hash(new TreeMap<>(info.traceMetadata())));
        parts.put("links", hash(List.of(sortedTexts(copy.runs()), sortedTexts(copy.prompts()))));
        parts.put("spans", hash(sortedTexts(copy.spans())));
        for (Assessment assessment : info.assessments()) {
            parts.put("assessment " + assessment.assessmentId(), hash(ordered(assessment)));
        }
        return new Fingerprint(parts);
    }

    /// Of an object in its experiment here.
    public static Fingerprint of(EvaluationObject object) {
        Object content = switch (object) {
            case EvaluationObject.Dataset(DatasetCopy copy) -> dataset(copy);
            case EvaluationObject.Queue(QueueCopy copy) -> queue(copy);
            default -> object;
        };
        return new Fingerprint(Map.of("content", hash(content)));
    }

    private static List<?> dataset(DatasetCopy copy) {
        EvaluationDataset info = copy.dataset();
        return List.of(
                String.valueOf(info.name()),
                info.tags(),
                String.valueOf(info.schema()),
                info.digest(),
                info.createdTime(),
                info.lastUpdateTime(),
                String.valueOf(info.createdBy()),
                String.valueOf(info.lastUpdatedBy()),
                sortedTexts(info.experimentIds()),
                copy.records().stream()
                        .sorted(Comparator.comparing(StoredRecord::recordId))
                        .toList());
    }

    private static List<?> queue(QueueCopy copy) {
        ReviewQueue queue = copy.queue();
        return List.of(
                queue.experimentId(),
                queue.name(),
                queue.queueType(),
                String.valueOf(queue.createdBy()),
                queue.creationTimeMs(),
                queue.lastUpdateTimeMs(),
                sortedTexts(queue.users()),
                sortedTexts(queue.schemaIds()),
                copy.items().stream()
                        .sorted(Comparator.comparing(ReviewQueueItem::itemId))
                        .toList());
    }

    private static List<String> sortedTexts(List<?> values) {
        return values.stream().map(String::valueOf).sorted().toList();
    }

    /// A value of `null` is none, in whichever form it was read.
    private static @Nullable Feedback feedback(@Nullable Feedback told) {
        return told != null && told.value() instanceof JsonNode value && value.isNull()
                ? new Feedback(null, told.error())
                : told;
    }

    private static Assessment ordered(Assessment told) {
        return new Assessment(
                told.assessmentId(),
                told.assessmentName(),
                told.traceId(),
                told.spanId(),
                told.source(),
                told.createTime(),
                told.lastUpdateTime(),
                feedback(told.feedback()),
                told.expectation(),
                told.issue(),
                told.rationale(),
                told.error(),
                new TreeMap<>(told.metadata()),
                told.overrides(),
                told.valid());
    }

    /// The parts in which another object differs.
    public SortedSet<String> differences(Fingerprint other) {
        SortedSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.parts.keySet());
        names.removeIf(name -> Objects.equals(parts.get(name), other.parts.get(name)));
        return names;
    }

    private static String hash(RegisteredModelCopy.Version copy) {
        ModelVersion version = copy.version();
        return hash(List.of(
                List.of(
                        Long.toString(version.creationTimestamp()),
                        Long.toString(version.lastUpdatedTimestamp()),
                        version.currentStage(),
                        String.valueOf(version.description()),
                        version.source(),
                        copy.location(),
                        version.runId(),
                        version.runLink(),
                        String.valueOf(version.modelId())),
                sorted(version.tags()),
                version.aliases().stream().sorted().toList()));
    }

    private static List<DatasetInput> datasets(List<DatasetInput> inputs) {
        return inputs.stream()
                .map(input -> new DatasetInput(sorted(input.tags()), input.dataset()))
                .sorted(Comparator.comparing(
                                (DatasetInput input) -> input.dataset().name())
                        .thenComparing(input -> input.dataset().digest()))
                .toList();
    }

    private static String text(Metric metric) {
        return String.join(
                "\n",
                metric.key(),
                Long.toString(bits(metric.value())),
                String.valueOf(metric.timestamp()),
                String.valueOf(metric.step()),
                String.valueOf(metric.runId()),
                String.valueOf(metric.datasetName()),
                String.valueOf(metric.datasetDigest()));
    }

    private static List<Tag> sorted(List<Tag> tags) {
        return tags.stream().sorted(BY_KEY).toList();
    }

    private static String hash(String... texts) {
        return hash(new ArrayList<>(Arrays.asList(texts)));
    }

    private static String hash(Object json) {
        return HexFormat.of().formatHex(Digests.sha256().digest(Json.write(json)));
    }

    private static String hash(Points unordered) {
        MessageDigest digest = Digests.sha256();
        Points points = unordered.byTime();
        ByteBuffer buffer = ByteBuffer.allocate(3 * Long.BYTES * 128);
        for (int i = 0; i < points.size(); i++) {
            buffer.putLong(points.step(i)).putLong(points.timestamp(i)).putLong(bits(points.value(i)));
            if (!buffer.hasRemaining()) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        digest.update(buffer.flip());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE) + 0.0);
    }
}
