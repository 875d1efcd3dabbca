package dev.cairn.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.util.List;
import org.jooq.conf.ParamType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a search for what was done reads: the entries of an index, and not all that was done.
@OnEachDatabase
class ActivityLeadsTest {
    private final Database database;

    ActivityLeadsTest(TestDatabase kind) {
        database = kind.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatSomebodyDidIsLedToByAnIndexInItsOrder() {
        assertThat(plan(new ActivityQuery.About(null, null, List.of(), "Ann")))
                .contains("model_activities_by_user")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void whatWasDoneInAWorkspaceByAnybodyIsToo() {
        assertThat(plan(new ActivityQuery.About(null, null, List.of(), null)))
                .contains("model_activities_by_workspace");
    }

    /// How the database goes about it; PostgreSQL as if its tables were not as small as these.
    private String plan(ActivityQuery.About about) {
        return database.write(tx -> {
            String sql = new ActivityQuery(tx, Caller.LOCAL_OWNER)
                    .select(about, Long.MAX_VALUE, 10)
                    .getSQL(ParamType.INLINED);
            List<String> lines = switch (tx.dialect()) {
                case SQLITE -> tx.query("EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail"));
                case POSTGRES -> {
                    tx.query("SELECT set_config('enable_seqscan', 'off', true)", row -> true);
                    yield tx.query("EXPLAIN " + sql, row -> row.getString(1));
                }
            };
            return String.join("\n", lines);
        });
    }
}
