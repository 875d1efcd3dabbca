package dev.cairn.approvals;

import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.db.schema.Tables.MODEL_ACTIVITIES;
import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.registry.ReachedModelQuery;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of what was done to models that somebody sees.
record ActivityQuery(Transaction tx, Caller caller) {
    /// What of all that was done is asked for; null and empty for no matter which.
    ///
    /// @param model the number of its row
    /// @param user  who did it
    record About(
            @Nullable Long model,
            @Nullable Long version,
            List<ActivityKind> kinds,
            @Nullable String user) {}

    /// Newest first, of those before a row.
    List<ModelActivity> find(About about, long before, int most) {
        return tx.query(select(about, before, most), ActivityStore.ROW);
    }

    Select<?> select(About about, long before, int most) {
        return DSL.select(MODEL_ACTIVITIES.fields())
                .select(REGISTERED_MODELS.NAME)
                .from(MODEL_ACTIVITIES)
                .join(REGISTERED_MODELS)
                .on(REGISTERED_MODELS.ID.eq(MODEL_ACTIVITIES.MODEL))
                .where(place(about))
                .and(ReachedModelQuery.reached(tx, caller, REGISTERED_MODEL))
                .and(filter(about))
                .and(MODEL_ACTIVITIES.ID.lt(before))
                .orderBy(MODEL_ACTIVITIES.ID.desc())
                .limit(most);
    }

    /// As the indices lead there.
    private Condition place(About about) {
        if (about.model() == null) {
            return MODEL_ACTIVITIES.WORKSPACE_ID.eq(caller.workspace().id());
        }
        Condition ofModel = MODEL_ACTIVITIES.MODEL.eq(about.model());
        return about.version() == null ? ofModel : ofModel.and(MODEL_ACTIVITIES.VERSION.eq(about.version()));
    }

    private static Condition filter(About about) {
        Condition isOfKind = about.kinds().isEmpty()
                ? DSL.noCondition()
                : MODEL_ACTIVITIES.KIND.in(
                        about.kinds().stream().map(ActivityKind::name).toList());
        return about.user() == null ? isOfKind : isOfKind.and(MODEL_ACTIVITIES.USER_NAME.equalIgnoreCase(about.user()));
    }
}
