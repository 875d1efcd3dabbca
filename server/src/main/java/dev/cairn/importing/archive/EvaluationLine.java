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
/// before it, which are not in its own line.
record EvaluationLine(
        @Nullable DatasetCopy dataset,
        @Nullable ScorerCopy scorer,
        @Nullable Issue issue,
        @Nullable LabelSchema labelSchema,
        @Nullable QueueCopy reviewQueue,
        List<StoredRecord> records) {
    /// Records in a line, and characters of them.
    private static final int RECORDS = 100;

    private static final long LONGEST = 1_000_000;

    EvaluationLine {
        records = records == null ? List.of() : records;
    }

    /// Gives the lines of an object.
    static void each(EvaluationObject object, Consumer<Object> lines) {
        if (object instanceof EvaluationObject.Dataset(DatasetCopy copy)) {
            List<StoredRecord> records = copy.records();
            lines.accept(new EvaluationObject.Dataset(new DatasetCopy(copy.dataset(), List.of())));
            int from = 0;
            long length = 0;
            for (int to = 0; to < records.size(); to++) {
                long own = length(records.get(to));
                if (to > from && (to - from == RECORDS || length + own > LONGEST)) {
                    lines.accept(ofRecords(records.subList(from, to)));
                    from = to;
                    length = 0;
                }
                length += own;
            }
            if (from < records.size()) {
                lines.accept(ofRecords(records.subList(from, records.size())));
            }
        } else {
            lines.accept(object);
        }
    }

    private static EvaluationLine ofRecords(List<StoredRecord> records) {
        return new EvaluationLine(null, null, null, null, null, records);
    }

    private static long length(StoredRecord record) {
        return Stream.of(record.inputs(), record.outputs(), record.expectations(), record.tags(), record.source())
                .mapToLong(text -> text == null ? 0 : text.length())
                .sum();
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
