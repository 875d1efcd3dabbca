package dev.cairn.importing.archive;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.importing.transfer.EvaluationObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts objects together from their lines.
final class EvaluationLines {
    private final Consumer<EvaluationObject> objects;
    private @Nullable DatasetCopy dataset;
    private List<StoredRecord> records = new ArrayList<>();

    EvaluationLines(Consumer<EvaluationObject> objects) {
        this.objects = objects;
    }

    void take(EvaluationLine line) {
        if (line.dataset() != null) {
            end();
            dataset = line.dataset();
        } else if (line.object() != null) {
            end();
            objects.accept(line.object());
        } else if (dataset != null) {
            records.addAll(line.records());
        }
    }

    void end() {
        if (dataset != null) {
            objects.accept(new EvaluationObject.Dataset(new DatasetCopy(dataset.dataset(), records)));
        }
        dataset = null;
        records = new ArrayList<>();
    }
}
