package dev.cairn.importing.archive;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.review.QueueCopy;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A line of the file of what applications are evaluated with: one object, or some of the records of the data set
/// before
/// it, which are not in its own line.
record EvaluationLine(
        @Nullable DatasetCopy dataset,
        @Nullable ScorerCopy scorer,
        @Nullable Issue issue,
        @Nullable LabelSchema labelSchema,
        @Nullable QueueCopy reviewQueue,
        List<StoredRecord> records) {
    private static final int RECORDS = 100;

    EvaluationLine {
        records = records == null ? List.of() : records;
    }

    /// Gives the lines of an object.
    static void each(EvaluationObject object, Consumer<Object> lines) {
        if (object instanceof EvaluationObject.Dataset(DatasetCopy copy)) {
            List<StoredRecord> records = copy.records();
            lines.accept(new EvaluationObject.Dataset(new DatasetCopy(copy.dataset(), List.of())));
            for (int from = 0; from < records.size(); from += RECORDS) {
                lines.accept(new EvaluationLine(
                        null, null, null, null, null, records.subList(from, Math.min(records.size(), from + RECORDS))));
            }
        } else {
            lines.accept(object);
        }
    }

    /// The object that it is; null for records.
    @Nullable
    EvaluationObject object() {
        return Stream.<@Nullable EvaluationObject>of(
                        dataset == null ? null : new EvaluationObject.Dataset(dataset),
                        scorer == null ? null : new EvaluationObject.Scorer(scorer),
                        issue == null ? null : new EvaluationObject.Issue(issue),
                        labelSchema == null ? null : new EvaluationObject.Schema(labelSchema),
                        reviewQueue == null ? null : new EvaluationObject.Queue(reviewQueue))
                .filter(it -> it != null)
                .findFirst()
                .orElse(null);
    }
}
