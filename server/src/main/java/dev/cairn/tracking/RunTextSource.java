package dev.cairn.tracking;

import static dev.cairn.db.schema.Tables.RUNS;
import static dev.cairn.db.schema.Tables.RUN_PARAMS;
import static dev.cairn.db.schema.Tables.RUN_TAGS;

import dev.cairn.db.schema.tables.RunParams;
import dev.cairn.db.schema.tables.RunTags;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/// The table of the parameters or of the tags of runs, which are kept alike.
record RunTextSource(Table<?> table, Field<Long> run, Field<Long> name, Field<String> value) {
    /// @param entity `params` or `tags`
    static RunTextSource of(String entity) {
        return entity.equals("params") ? of(RUN_PARAMS) : of(RUN_TAGS);
    }

    /// The same under another name, for a table that is read more than once.
    static RunTextSource of(String entity, String alias) {
        return entity.equals("params") ? of(RUN_PARAMS.as(alias)) : of(RUN_TAGS.as(alias));
    }

    private static RunTextSource of(RunParams params) {
        return new RunTextSource(params, params.RUN, params.NAME_ID, params.VALUE);
    }

    private static RunTextSource of(RunTags tags) {
        return new RunTextSource(tags, tags.RUN, tags.NAME_ID, tags.VALUE);
    }

    /// Its rows of the run that is searched, under a name.
    Condition ofRun(long nameId) {
        return run.eq(RUNS.ID).and(name.eq(nameId));
    }
}
