package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.RUNS;
import static dev.cairn.db.schema.Tables.RUN_PARAMS;
import static dev.cairn.db.schema.Tables.RUN_TAGS;

import dev.cairn.db.ShortList;
import dev.cairn.db.schema.tables.RunParams;
import dev.cairn.db.schema.tables.RunTags;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The table of the parameters or of the tags of runs, which are kept alike.
public record RunTextSource(Table<?> table, Field<Long> run, Field<Long> name, Field<String> value) {
    /// @param entity `params` or `tags`
    static RunTextSource of(String entity) {
        return entity.equals("params") ? of(RUN_PARAMS) : of(RUN_TAGS);
    }

    /// The same under another name, for a table that is read more than once.
    public static RunTextSource of(String entity, String alias) {
        return entity.equals("params") ? of(RUN_PARAMS.as(alias)) : of(RUN_TAGS.as(alias));
    }

    private static RunTextSource of(RunParams params) {
        return new RunTextSource(params, params.RUN, params.NAME_ID, params.VALUE);
    }

    private static RunTextSource of(RunTags tags) {
        return new RunTextSource(tags, tags.RUN, tags.NAME_ID, tags.VALUE);
    }

    /// Its rows of the run that is searched, under a name.
    public Condition ofRun(long nameId) {
        return run.eq(RUNS.ID).and(name.eq(nameId));
    }

    /// The numbers of the blocks of 1,024 runs each by which the values of parameters and tags are indexed (V16). An
    /// index is
    /// asked once for each of them.
    static Table<?> blocks() {
        return DSL.table("""
                (WITH RECURSIVE blocks (number) AS (
                  SELECT CAST(0 AS BIGINT) UNION ALL
                  SELECT number + 1 FROM blocks WHERE number < (SELECT MAX(id) >> 10 FROM runs))
                SELECT number FROM blocks)""").as("blocks", "number");
    }

    /// Its rows under a name of the runs of a block. As a mere column the number would have a type on SQLite, which
    /// what is indexed has not, and so not lead to it.
    Condition ofBlock(long nameId) {
        Field<Long> number = DSL.field(DSL.name("blocks", "number"), Long.class);
        return DSL.field("({0} >> 10)", Long.class, run)
                .eq(ShortList.unindexed(number))
                .and(name.eq(nameId));
    }
}
