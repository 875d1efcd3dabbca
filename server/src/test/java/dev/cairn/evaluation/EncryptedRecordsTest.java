package dev.cairn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.Keys;
import dev.cairn.encryption.TestKeys;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Records of evaluation data sets that are encrypted, as servers with the switch on and off see them.
@OnEachDatabase
class EncryptedRecordsTest {
    private static final String FIRST = "{\"inputs\":{\"q\":\"a secret\"},\"expectations\":{\"a\":\"a secret\"}}";
    private static final String AGAIN = "{\"inputs\":{\"q\":\"a secret\"},\"expectations\":{\"b\":\"a secret\"}}";

    private final Evaluator evaluator;
    private String dataset;
    private final DatasetRecords on;
    private final DatasetRecords off;

    EncryptedRecordsTest(TestDatabase kind) {
        evaluator = new Evaluator(kind);
        dataset = evaluator.dataset("qa", null).datasetId();
        Database database = evaluator.workspace.database;
        Keys keys = TestKeys.of(database);
        on = new DatasetRecords(database.storing(keys.contents(true)), evaluator.workspace.clock);
        off = new DatasetRecords(database.storing(keys.contents(false)), evaluator.workspace.clock);
    }

    @Test
    void aRecordComesBackAsItWentAndNothingOfItStandsInTheDatabase() {
        upsert(on, """
                {"inputs": {"q": "a secret"}, "outputs": "a secret", "expectations": {"a": "a secret"},
                 "source": {"source_type": "document", "source_data": {"content": "a secret"}}}
                """);

        assertThat(records(on)).isEqualTo(records(off)).hasSize(1);
        assertThat(records(on).getFirst().toString().split("a secret", -1)).hasSize(5);
        for (String column : List.of("inputs", "outputs", "expectations", "source")) {
            assertThat(stored(column)).startsWith("cairn:sealed:1:");
        }
        assertThat(stored("input_hash")).isNotEqualTo(Digest.of("{\"q\":\"a secret\"}"));
    }

    @Test
    void theSameInputsAreTheSameRecordWhoeverStoresThem() {
        for (List<DatasetRecords> order : List.of(List.of(on, off, on), List.of(off, on, off))) {
            dataset = evaluator.dataset("qa", null).datasetId();
            assertThat(upsert(order.get(0), FIRST)).isEqualTo(new UpsertDatasetRecords.Response(1, 0));
            assertThat(upsert(order.get(1), AGAIN)).isEqualTo(new UpsertDatasetRecords.Response(0, 1));
            assertThat(upsert(order.get(2), AGAIN)).isEqualTo(new UpsertDatasetRecords.Response(0, 1));
            assertThat(records(on)).isEqualTo(records(off)).hasSize(1);
            assertThat(records(on).getFirst().path("expectations").toString())
                    .isEqualTo("{\"a\":\"a secret\",\"b\":\"a secret\"}");
        }
    }

    private UpsertDatasetRecords.Response upsert(DatasetRecords records, String record) {
        return records.upsert(evaluator.caller, new UpsertDatasetRecords(dataset, "[" + record + "]"));
    }

    private List<ObjectNode> records(DatasetRecords records) {
        return Evaluator.parsed(records.get(evaluator.caller, new GetDatasetRecords(dataset, null, null)));
    }

    private String stored(String column) {
        return evaluator.workspace.database.read(tx -> tx.find(
                        "SELECT r." + column
                                + " FROM evaluation_dataset_records r JOIN evaluation_datasets d ON d.id = r.dataset"
                                + " WHERE d.dataset_id = ?",
                        row -> row.getString(1),
                        dataset)
                .orElseThrow());
    }
}
