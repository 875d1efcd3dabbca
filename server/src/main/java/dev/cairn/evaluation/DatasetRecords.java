package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.evaluation.DeleteDatasetRecords;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import dev.cairn.search.PageSize;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/// The records of evaluation data sets. A record is known by its inputs: one with the same inputs adds to it.
final class DatasetRecords {
    /// Characters of a page, which ends early when it has more.
    private static final long MAX_PAGE = 16 * 1024 * 1024;

    private final Database database;
    private final InstantSource clock;

    DatasetRecords(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    UpsertDatasetRecords.Response upsert(Caller caller, UpsertDatasetRecords request) {
        RecordsReader sent = RecordsReader.read(request.records());
        long now = clock.millis();
        return database.write(tx -> {
            DatasetStore datasets = new DatasetStore(tx, caller.workspace());
            StoredDataset dataset = datasets.locked(request.datasetId())
                    .orElseThrow(() -> ApiException.missing(
                            "Evaluation dataset with id '%s' not found".formatted(request.datasetId())));
            DatasetRecordStore store = new DatasetRecordStore(tx, dataset.id());
            Map<String, StoredRecord> known = store.withInputs(new HashSet<>(
                    sent.records().stream().map(DraftRecord::inputHash).toList()));
            Map<String, StoredRecord> changed = merged(sent.records(), known, now);
            store.store(changed.values());
            int inserted = changed.size() - known.size();
            datasets.update(changed(dataset, sent, inserted, now));
            return new UpsertDatasetRecords.Response(inserted, sent.records().size() - inserted);
        });
    }

    private static Map<String, StoredRecord> merged(List<DraftRecord> sent, Map<String, StoredRecord> known, long now) {
        Map<String, StoredRecord> changed = new LinkedHashMap<>();
        for (DraftRecord draft : sent) {
            StoredRecord before =
                    Optional.ofNullable(changed.get(draft.inputHash())).orElse(known.get(draft.inputHash()));
            changed.put(
                    draft.inputHash(),
                    before == null
                            ? StoredRecord.of(Ids.ordered("dr-", now, changed.size()), draft, now)
                            : before.merged(draft, now));
        }
        return changed;
    }

    private static StoredDataset changed(StoredDataset dataset, RecordsReader sent, int inserted, long now) {
        String user = sent.records().reversed().stream()
                .map(DraftRecord::user)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        FieldTypes fields = FieldTypes.of(dataset.fieldTypes());
        fields.addAll(sent.fields());
        return new StoredDataset(
                dataset.id(),
                dataset.datasetId(),
                dataset.name(),
                sent.records().isEmpty() ? dataset.fieldTypes() : fields.toString(),
                dataset.records() + inserted,
                Digest.ofDataset(dataset.name(), now),
                dataset.createdTime(),
                now,
                dataset.createdBy(),
                user);
    }

    GetDatasetRecords.Response get(Caller caller, GetDatasetRecords request) {
        int size = PageSize.EVALUATION_DATASETS.of(
                request.maxResults() == null || request.maxResults() == 0 ? null : request.maxResults());
        RecordCursor from = RecordCursor.of(request.pageToken());
        return database.read(tx -> new DatasetStore(tx, caller.workspace())
                .find(request.datasetId())
                .map(dataset -> page(new DatasetRecordStore(tx, dataset.id()), dataset.datasetId(), from, size))
                .orElseGet(() -> new GetDatasetRecords.Response("[]", null)));
    }

    private static GetDatasetRecords.Response page(
            DatasetRecordStore store, String datasetId, RecordCursor from, int size) {
        List<Long> sizes = store.sizesAfter(from, size + 1);
        List<StoredRecord> records = store.after(from, fitting(sizes, size));
        ArrayNode page = JsonText.newObject().arrayNode();
        records.forEach(record -> page.add(record.json(datasetId)));
        return new GetDatasetRecords.Response(
                JsonText.write(page),
                records.size() == sizes.size()
                        ? null
                        : RecordCursor.at(records.getLast()).token());
    }

    /// How many records of these sizes fit into a page; one does in any case.
    private static int fitting(List<Long> sizes, int most) {
        long characters = 0;
        int count = 0;
        while (count < Math.min(sizes.size(), most) && (count == 0 || characters + sizes.get(count) <= MAX_PAGE)) {
            characters += sizes.get(count);
            count++;
        }
        return count;
    }

    DeleteDatasetRecords.Response delete(Caller caller, DeleteDatasetRecords request) {
        List<String> ids = new ArrayList<>(new HashSet<>(request.datasetRecordIds()));
        return database.write(tx -> {
            DatasetStore datasets = new DatasetStore(tx, caller.workspace());
            Optional<StoredDataset> dataset = datasets.locked(request.datasetId());
            int deleted = dataset.map(found -> new DatasetRecordStore(tx, found.id()).delete(ids))
                    .orElse(0);
            dataset.ifPresent(found -> datasets.removeRecords(found.id(), deleted));
            return new DeleteDatasetRecords.Response(deleted);
        });
    }
}
