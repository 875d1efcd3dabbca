package dev.cairn.tables;

import dev.cairn.db.Transaction;
import dev.cairn.tracking.RunFinder;
import dev.cairn.tracking.RunSource;
import org.jooq.impl.DSL;

/// How many runs are chosen.
final class CountQuery {
    private final Transaction tx;
    private final RunFinder finder;

    CountQuery(Transaction tx, RunFinder finder) {
        this.tx = tx;
        this.finder = finder;
    }

    long count(RunFinder.Choice choice) {
        RunSource source = finder.source(tx, choice);
        return tx.query(DSL.selectCount().from(source.tables()).where(source.conditions()), row -> row.getLong(1))
                .getFirst();
    }
}
