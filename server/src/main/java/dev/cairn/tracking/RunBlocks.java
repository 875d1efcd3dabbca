package dev.cairn.tracking;

import dev.cairn.db.ShortList;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// The numbers of the blocks of 1,024 runs each by which the values of parameters are indexed (V16). An index is asked
/// once for each of them.
final class RunBlocks {
    static final Table<?> ALL = DSL.table("""
            (WITH RECURSIVE blocks (number) AS (
              SELECT CAST(0 AS BIGINT) UNION ALL
              SELECT number + 1 FROM blocks WHERE number < (SELECT MAX(id) >> 10 FROM runs))
            SELECT number FROM blocks)""").as("blocks", "number");

    private static final Field<Long> NUMBER = DSL.field(DSL.name("blocks", "number"), Long.class);

    private RunBlocks() {}

    /// That a run is in the block. As a mere column the number would have a type on SQLite, which what is indexed has
    /// not, and so not lead to it.
    static Condition has(Field<Long> run) {
        return DSL.field("({0} >> 10)", Long.class, run).eq(ShortList.unindexed(NUMBER));
    }
}
