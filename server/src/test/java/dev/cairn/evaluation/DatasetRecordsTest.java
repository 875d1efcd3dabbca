package dev.cairn.evaluation;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.evaluation.Evaluator.json;
import static dev.cairn.evaluation.Evaluator.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.evaluation.DeleteDatasetRecords;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@OnEachDatabase
class DatasetRecordsTest {
    private final Evaluator evaluator;
    private final String dataset;

    DatasetRecordsTest(TestDatabase kind) {
        evaluator = new Evaluator(kind);
        dataset = evaluator.dataset("qa", null).datasetId();
    }

    @Test
    void aRecordComesBackAsItWent() {
        assertThat(upsert("""
                [{"inputs": {"q": "é", "n": 1, "f": 1.5}, "outputs": [1, "a"], "expectations": {"e": null},
                  "tags": {"mlflow.user": "ann", "t": "1"},
                  "source": {"source_type": "trace", "source_data": {"trace_id": "tr-1"}}}]
                """)).isEqualTo(new UpsertDatasetRecords.Response(1, 0));
        ObjectNode record = records().getFirst();
        assertThat(record.path("dataset_record_id").asString()).matches("dr-[0-9a-f]{32}");
        assertThat(record.path("dataset_id").asString()).isEqualTo(dataset);
        assertThat(record.path("created_time").longValue()).isPositive();
        assertThat((Object)
                        record.without(List.of("dataset_record_id", "dataset_id", "created_time", "last_update_time")))
                .isEqualTo(json("""
                        {"inputs": {"q": "é", "n": 1, "f": 1.5}, "outputs": [1, "a"], "expectations": {"e": null},
                         "tags": {"mlflow.user": "ann", "t": "1"},
                         "source": {"source_type": "TRACE", "source_data": {"trace_id": "tr-1"}},
                         "source_id": "tr-1", "source_type": "TRACE", "created_by": "ann", "last_updated_by": "ann"}
                        """));
    }

    @Test
    void whatIsLeftOutIsEmptyAndWhatIsNullIsAbsent() {
        upsert("[{}, {\"inputs\": {\"a\": 1}, \"outputs\": null, \"expectations\": null, \"source\": null}]");
        assertThat(records().getFirst().path("outputs")).isEqualTo(json("{}"));
        assertThat(records().getFirst().path("inputs")).isEqualTo(json("{}"));
        assertThat(records().getLast().has("outputs")).isFalse();
        assertThat(records().getLast().has("expectations")).isFalse();
        assertThat(records().getLast().path("tags")).isEqualTo(json("{}"));
    }

    @Test
    void theSameInputsInAnyOrderAreTheSameRecord() {
        upsert(
                "[{\"inputs\": {\"a\": {\"x\": 1, \"y\": [1]}, \"b\": 2}, \"expectations\": {\"e\": 1}, \"outputs\": 1}]");
        assertThat(upsert("""
                [{"inputs": {"b": 2, "a": {"y": [1], "x": 1}}, "expectations": {"f": 2}, "tags": {"t": "1"}},
                 {"inputs": {"b": 2.0, "a": {"y": [1], "x": 1}}}]
                """)).isEqualTo(new UpsertDatasetRecords.Response(1, 1));
        ObjectNode merged = records().getFirst();
        assertThat(merged.path("expectations")).isEqualTo(json("{\"e\": 1, \"f\": 2}"));
        assertThat(merged.path("tags")).isEqualTo(json("{\"t\": \"1\"}"));
        assertThat(merged.path("outputs").intValue()).as("not named, so kept").isEqualTo(1);
        assertThat(merged.path("last_update_time").longValue())
                .isGreaterThan(merged.path("created_time").longValue());
    }

    @Test
    void theSameInputsTwiceInOneCallAreOneRecord() {
        assertThat(upsert("""
                [{"inputs": {"q": 1}, "outputs": "first", "expectations": {"a": 1}},
                 {"inputs": {"q": 2}},
                 {"inputs": {"q": 1}, "outputs": null, "expectations": {"b": 2}}]
                """)).isEqualTo(new UpsertDatasetRecords.Response(2, 1));
        assertThat(records()).hasSize(2);
        assertThat(records().getFirst().has("outputs")).isFalse();
        assertThat(records().getFirst().path("expectations")).isEqualTo(json("{\"a\": 1, \"b\": 2}"));
        assertThat(evaluator.get(dataset).profile()).isEqualTo("{\"num_records\": 2}");
    }

    @Test
    void numbersThatAreNoneSurvive() {
        upsert("[{\"inputs\": {\"a\": NaN, \"b\": -Infinity}, \"expectations\": {\"c\": Infinity}}]");
        assertThat(upsert("[{\"inputs\": {\"b\": -Infinity, \"a\": NaN}}]"))
                .isEqualTo(new UpsertDatasetRecords.Response(0, 1));
        GetDatasetRecords.Response page = page(null, null);
        assertThat(page.records())
                .contains("\"a\":NaN")
                .contains("\"b\":-Infinity")
                .contains("\"c\":Infinity");
    }

    @Test
    void theDatasetKnowsItsFieldsItsSizeAndItsState() {
        EvaluationDataset before = evaluator.get(dataset);
        upsert("""
                [{"inputs": {"q": "x", "n": 1, "f": 1.5, "o": {}, "l": [], "b": true, "z": null},
                  "outputs": {"a": "b"}, "expectations": {"e": 1}, "tags": {"mlflow.user": "ann"}}]
                """);
        upsert("[{\"inputs\": {\"q\": 5, \"more\": 1}}]");
        EvaluationDataset after = evaluator.get(dataset);
        assertThat(json(String.valueOf(after.schema()))).isEqualTo(json("""
                {"inputs": {"q": "string", "n": "integer", "f": "float", "o": "object", "l": "array", "b": "boolean",
                            "z": "null", "more": "integer"},
                 "outputs": {"a": "string"}, "expectations": {"e": "integer"}, "version": "1.0"}
                """));
        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.lastUpdateTime()).isGreaterThan(before.lastUpdateTime());
        assertThat(after.profile()).isEqualTo("{\"num_records\": 2}");
        assertThat(after.lastUpdatedBy()).isNull();
    }

    @Test
    void outputsThatAreNoObjectsHaveOneType() {
        upsert("[{\"inputs\": {\"q\": 1}, \"outputs\": \"text\"}, {\"inputs\": {\"q\": 2}, \"outputs\": {\"a\": 1}}]");
        upsert("[{\"inputs\": {\"q\": 3}, \"outputs\": {\"a\": 1}}, {\"inputs\": {\"q\": 4}, \"outputs\": 1}]");
        assertThat(json(String.valueOf(evaluator.get(dataset).schema()))
                        .path("outputs")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void fieldsBeyondTheLimitAreStoredButNotListed() {
        String inputs = IntStream.range(0, FieldTypes.MAX_FIELDS + 5)
                .mapToObj(i -> "\"k%d\": 1".formatted(i))
                .collect(Collectors.joining(", ", "{", "}"));
        upsert("[{\"inputs\": " + inputs + "}]");
        assertThat(json(String.valueOf(evaluator.get(dataset).schema()))
                        .path("inputs")
                        .size())
                .isEqualTo(FieldTypes.MAX_FIELDS);
        assertThat(records().getFirst().path("inputs").size()).isEqualTo(FieldTypes.MAX_FIELDS + 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nojson",
                " ",
                "{\"inputs\": {}}",
                "[1]",
                "[{\"inputs\": [1]}]",
                "[{\"inputs\": null}]",
                "[{\"inputs\": {}, \"expectations\": [1]}]",
                "[{\"inputs\": {}, \"tags\": \"x\"}]",
                "[{\"inputs\": {}, \"source\": \"x\"}]",
                "[{\"inputs\": {}, \"source\": {\"source_type\": \"bogus\"}}]",
                "[{\"inputs\": {}, \"source\": {\"source_type\": 1}}]",
                "[{\"inputs\": {}, \"source\": {\"source_type\": \"HUMAN\", \"source_data\": [1]}}]",
                "[{\"inputs\": {}, \"source\": {\"source_type\": \"HUMAN\", \"other\": 1}}]",
                "[{\"inputs\": {\"q\": 1}}",
                "[{\"inputs\": {\"q\": 1}}] []"
            })
    void whatIsNoListOfRecordsIsRefusedWhole(String records) {
        assertInvalid(() -> upsert(records));
        assertInvalid(() -> upsert(records.replaceFirst("^\\[", "[{\"inputs\": {\"good\": 1}}, ")));
        assertThat(records()).isEmpty();
    }

    @Test
    void bombsAreRefused() {
        assertInvalid(() -> upsert("[{\"inputs\": {\"a\": " + "[".repeat(200) + "]".repeat(200) + "}}]"));
        assertInvalid(() -> upsert("[" + "{},".repeat(RecordsReader.MAX_RECORDS) + "{}]"))
                .contains("50000");
        assertInvalid(() -> upsert("[{\"inputs\": {\"a\": \"" + "x".repeat(RecordsReader.MAX_RECORD) + "\"}}]"))
                .startsWith("records[0] has more than");
    }

    @Test
    void pagesFollowTheOrderOfTheirCallsAndWithinThem() {
        upsert("["
                + IntStream.range(0, 120)
                        .mapToObj("{\"inputs\": {\"i\": %d}}"::formatted)
                        .collect(Collectors.joining(","))
                + "]");
        upsert("[{\"inputs\": {\"i\": 120}}]");
        GetDatasetRecords.Response first = page(70, null);
        GetDatasetRecords.Response second = page(51, first.nextPageToken());
        assertThat(parsed(first)).hasSize(70);
        assertThat(second.nextPageToken()).isNull();
        assertThat(IntStream.range(0, 121).boxed().toList())
                .isEqualTo(java.util.stream.Stream.concat(parsed(first).stream(), parsed(second).stream())
                        .map(record -> record.path("inputs").path("i").intValue())
                        .toList());
    }

    @Test
    void pagesOfLargeRecordsEndEarly() {
        String large = "x".repeat(3 * 1024 * 1024);
        upsert(IntStream.range(0, 7)
                .mapToObj(i -> "{\"inputs\": {\"i\": %d, \"text\": \"%s\"}}".formatted(i, large))
                .collect(Collectors.joining(",", "[", "]")));
        GetDatasetRecords.Response page = page(null, null);
        assertThat(parsed(page)).hasSize(5);
        assertThat(parsed(page(null, page.nextPageToken()))).hasSize(2);
    }

    @Test
    void aRecordGrowsToItsLimitAndNoFurther() {
        String half = "x".repeat(RecordsReader.MAX_RECORD / 2);
        upsert("[{\"inputs\": {\"q\": 1}, \"expectations\": {\"a\": \"%s\"}}]".formatted(half));

        assertInvalid(() -> upsert("[{\"inputs\": {\"q\": 1}, \"expectations\": {\"b\": \"%s\"}}]".formatted(half)));
    }

    /// They are read 32 Mi characters at a time.
    @Test
    void manyLargeRecordsAreAddedToInOneCall() {
        String large = "x".repeat(4_000_000);
        for (int i = 0; i < 12; i++) {
            upsert("[{\"inputs\": {\"i\": %d}, \"outputs\": \"%s\"}]".formatted(i, large));
        }

        UpsertDatasetRecords.Response answer = upsert(IntStream.range(0, 14)
                .mapToObj("{\"inputs\": {\"i\": %d}, \"tags\": {\"k\": \"v\"}}"::formatted)
                .collect(Collectors.joining(",", "[", "]")));

        assertThat(answer).isEqualTo(new UpsertDatasetRecords.Response(2, 12));
    }

    @Test
    void aTokenThatNoPageGaveIsRefused() {
        for (String token : List.of("junk", "!", "MTIz", "LTE6ZHItYQ==")) {
            assertInvalid(() -> page(1, token));
        }
        assertInvalid(() -> page(-1, null));
        assertInvalid(() -> page(50_001, null));
        assertThat(parsed(page(0, null))).isEmpty();
    }

    @Test
    void recordsAreDeletedOnce() {
        upsert("[{\"inputs\": {\"q\": 1}}, {\"inputs\": {\"q\": 2}}]");
        String id = records().getFirst().path("dataset_record_id").asString();
        assertThat(delete(dataset, id, id, "nope")).isOne();
        assertThat(delete(dataset, id)).isZero();
        assertThat(delete("nope", id)).isZero();
        assertThat(evaluator.get(dataset).profile()).isEqualTo("{\"num_records\": 1}");
        assertThat(delete(
                        dataset, records().getFirst().path("dataset_record_id").asString()))
                .isOne();
        assertThat(evaluator.get(dataset).profile()).isNull();
    }

    @Test
    void onlyReadingForgivesAnUnknownDataset() {
        assertThat(evaluator.records("nope")).isEmpty();
        assertMissing(() -> evaluator.upsert("nope", "[]"));
    }

    private UpsertDatasetRecords.Response upsert(String json) {
        return evaluator.upsert(dataset, json);
    }

    private List<ObjectNode> records() {
        return evaluator.records(dataset);
    }

    private GetDatasetRecords.Response page(@Nullable Integer size, @Nullable String token) {
        return evaluator.records.get(evaluator.caller, new GetDatasetRecords(dataset, size, token));
    }

    private int delete(String id, String... records) {
        return evaluator
                .records
                .delete(evaluator.caller, new DeleteDatasetRecords(id, List.of(records)))
                .deletedCount();
    }
}
