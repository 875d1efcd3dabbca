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
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/// The records of evaluation data sets. A record is known by its inputs: one with the same inputs adds to it.
final class DatasetRecords {
    /// Characters of a page, which ends early when it has more.
    private static final long MAX_PAGE = 16 * 1024 * 1024;

    /// About the characters of known records that are merged at a time.
    private static final long MAX_MERGED = 32 * 1024 * 1024;

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
            DatasetStore datasets = new DatasetStore(tx, caller);
            StoredDataset dataset = datasets.locked(request.datasetId())
                    .orElseThrow(() -> ApiException.missing(
                            "Evaluation dataset with id '%s' not found".formatted(request.datasetId())));
            int inserted = store(new DatasetRecordStore(tx, dataset.id()), sent.records(), now);
            datasets.update(changed(dataset, sent, inserted, now));
            return new UpsertDatasetRecords.Response(inserted, sent.records().size() - inserted);
        });
    }

    /// Merges and stores records, as many at a time as memory should hold of what is known of them already.
    ///
    /// @return how many are new
    private static int store(DatasetRecordStore store, List<DraftRecord> sent, long now) {
        Map<String, Long> sizes = store.sizesWithInputs(hashes(sent));
        int inserted = 0;
        for (int from = 0; from < sent.size(); ) {
            List<DraftRecord> some = sent.subList(from, end(sent, sizes, from));
            Map<String, StoredRecord> known = store.withInputs(hashes(some));
            Map<String, StoredRecord> changed = merged(some, known, now, from);
            store.store(changed);
            inserted += changed.size() - known.size();
            from += some.size();
        }
        return inserted;
    }

    private static Set<String> hashes(List<DraftRecord> drafts) {
        return drafts.stream().map(DraftRecord::inputHash).collect(Collectors.toSet());
    }

    private static int end(List<DraftRecord> sent, Map<String, Long> sizes, int from) {
        long characters = 0;
        int end = from;
        do {
            characters += sizes.getOrDefault(sent.get(end).inputHash(), 0L);
            end++;
        } while (end < sent.size() && characters < MAX_MERGED);
        return end;
    }

    /// @param position of the first of them in the request
    private static Map<String, StoredRecord> merged(
            List<DraftRecord> sent, Map<String, StoredRecord> known, long now, int position) {
        Map<String, StoredRecord> changed = new LinkedHashMap<>();
        for (DraftRecord draft : sent) {
            StoredRecord before =
                    Optional.ofNullable(changed.get(draft.inputHash())).orElse(known.get(draft.inputHash()));
            StoredRecord after = before == null
                    ? StoredRecord.of(Ids.ordered("dr-", now, position + changed.size()), draft, now)
                    : before.merged(draft, now);
            if (after.size() > RecordsReader.MAX_RECORD) {
                throw ApiException.invalid(
                        "The record with the inputs %s would have more than %d characters with what is added to it."
                                .formatted(shown(after.inputs()), RecordsReader.MAX_RECORD));
            }
            changed.put(draft.inputHash(), after);
        }
        return changed;
    }

    private static String shown(String inputs) {
        return inputs.length() <= 100 ? inputs : inputs.substring(0, 100) + "…";
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
        return database.read(tx -> new DatasetStore(tx, caller)
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
            DatasetStore datasets = new DatasetStore(tx, caller);
            Optional<StoredDataset> dataset = datasets.locked(request.datasetId());
            int deleted = dataset.map(found -> new DatasetRecordStore(tx, found.id()).delete(ids))
                    .orElse(0);
            dataset.ifPresent(found -> datasets.removeRecords(found.id(), deleted));
            return new DeleteDatasetRecords.Response(deleted);
        });
    }
}
