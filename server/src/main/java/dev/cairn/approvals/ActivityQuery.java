package dev.cairn.approvals;

import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.db.schema.Tables.MODEL_ACTIVITIES;
import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.registry.ReachedModelQuery;
import java.util.List;
import org.jooq.impl.DSL;

/// The SQL of what was done to all models that somebody sees.
record ActivityQuery(Transaction tx, Caller caller) {
    /// Newest first, of those before a row.
    List<ModelActivity> find(long before, int most) {
        return tx.query(
                DSL.select(MODEL_ACTIVITIES.fields())
                        .select(REGISTERED_MODELS.NAME)
                        .from(MODEL_ACTIVITIES)
                        .join(REGISTERED_MODELS)
                        .on(REGISTERED_MODELS.ID.eq(MODEL_ACTIVITIES.MODEL))
                        .where(MODEL_ACTIVITIES.WORKSPACE_ID.eq(
                                caller.workspace().id()))
                        .and(ReachedModelQuery.reached(tx, caller, REGISTERED_MODEL))
                        .and(MODEL_ACTIVITIES.ID.lt(before))
                        .orderBy(MODEL_ACTIVITIES.ID.desc())
                        .limit(most),
                ActivityStore.ROW);
    }
}
