package dev.cairn.importing.transfer;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.review.QueueCopy;
import java.util.List;
import java.util.Map;

/// What applications are evaluated with beside their traces. Those that others refer to come before these: label
/// schemas before review queues.
public sealed interface EvaluationObject {

    String id();

    /// The name of its kind.
    String kind();

    /// The ids of its experiments.
    List<String> experiments();

    /// The same in other experiments, by the ids that its own have there; those that are not there are left out.
    EvaluationObject in(Map<String, String> experiments);

    record Dataset(DatasetCopy dataset) implements EvaluationObject {
        @Override
        public String id() {
            return dataset.datasetId();
        }

        @Override
        public String kind() {
            return "evaluation data set";
        }

        @Override
        public List<String> experiments() {
            return dataset.dataset().experimentIds();
        }

        @Override
        public Dataset in(Map<String, String> others) {
            return new Dataset(dataset.in(experiments().stream()
                    .filter(others::containsKey)
                    .map(others::get)
                    .sorted()
                    .toList()));
        }
    }

    record Scorer(ScorerCopy scorer) implements EvaluationObject {
        @Override
        public String id() {
            return scorer.scorerId();
        }

        @Override
        public String kind() {
            return "scorer";
        }

        @Override
        public List<String> experiments() {
            return List.of(scorer.experimentId());
        }

        @Override
        public Scorer in(Map<String, String> others) {
            return new Scorer(scorer.in(others.getOrDefault(scorer.experimentId(), "-1")));
        }
    }

    record Issue(dev.cairn.protocol.evaluation.Issue issue) implements EvaluationObject {
        @Override
        public String id() {
            return issue.issueId();
        }

        @Override
        public String kind() {
            return "issue";
        }

        @Override
        public List<String> experiments() {
            return List.of(issue.experimentId());
        }

        @Override
        public Issue in(Map<String, String> others) {
            return new Issue(new dev.cairn.protocol.evaluation.Issue(
                    issue.issueId(),
                    others.getOrDefault(issue.experimentId(), "-1"),
                    issue.name(),
                    issue.description(),
                    issue.status(),
                    issue.severity(),
                    issue.rootCauses(),
                    issue.sourceRunId(),
                    issue.createdTimestamp(),
                    issue.lastUpdatedTimestamp(),
                    issue.createdBy(),
                    issue.categories(),
                    null));
        }
    }

    record Schema(LabelSchema labelSchema) implements EvaluationObject {
        @Override
        public String id() {
            return labelSchema.schemaId();
        }

        @Override
        public String kind() {
            return "label schema";
        }

        @Override
        public List<String> experiments() {
            return List.of(labelSchema.experimentId());
        }

        @Override
        public Schema in(Map<String, String> others) {
            return new Schema(new LabelSchema(
                    labelSchema.schemaId(),
                    others.getOrDefault(labelSchema.experimentId(), "-1"),
                    labelSchema.name(),
                    labelSchema.type(),
                    labelSchema.instruction(),
                    labelSchema.enableComment(),
                    labelSchema.input(),
                    labelSchema.createdAt(),
                    labelSchema.lastUpdatedAt(),
                    labelSchema.isDefault()));
        }
    }

    record Queue(QueueCopy reviewQueue) implements EvaluationObject {
        @Override
        public String id() {
            return reviewQueue.queue().queueId();
        }

        @Override
        public String kind() {
            return "review queue";
        }

        @Override
        public List<String> experiments() {
            return List.of(reviewQueue.queue().experimentId());
        }

        @Override
        public Queue in(Map<String, String> others) {
            return new Queue(
                    reviewQueue.in(others.getOrDefault(reviewQueue.queue().experimentId(), "-1")));
        }
    }
}
