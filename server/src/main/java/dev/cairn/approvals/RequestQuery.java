package dev.cairn.approvals;

import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.db.schema.Tables.MODEL_ACTIVITIES;
import static dev.cairn.db.schema.Tables.MODEL_ALIASES;
import static dev.cairn.db.schema.Tables.MODEL_APPROVAL_RULES;
import static dev.cairn.db.schema.Tables.MODEL_REQUESTS;
import static dev.cairn.db.schema.Tables.MODEL_VERSIONS;
import static dev.cairn.db.schema.Tables.REGISTERED_MODELS;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission.Needs;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.registry.ReachedModelQuery;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The SQL of open requests in a workspace, by all that may be asked of them.
record RequestQuery(Transaction tx, Caller caller) {
    private static final String STAGE = "STAGE";
    private static final String PRODUCTION = "Production";

    private static final Row<OpenRequest> ROW = row -> new OpenRequest(
            row.getLong("activity"),
            row.getString("name"),
            row.getBoolean("is_prompt"),
            row.getLong("version"),
            row.getString("stage"),
            Row.longOrNull(row, "aliased"),
            Target.stored(row.getString("kind"), row.getString("target")),
            row.getString("user_name"),
            row.getString("comment"),
            row.getLong("creation_time"),
            row.getInt("by_another") != 0);

    /// Which of all requests are asked for.
    enum Of {
        ALL,
        /// Those that the caller may approve.
        WAITING,
        MINE
    }

    Optional<OpenRequest> find(long id) {
        return find(MODEL_REQUESTS.ACTIVITY.eq(id), Long.MAX_VALUE, 1).stream().findFirst();
    }

    /// Those that a version come to something.
    List<OpenRequest> to(long model, long version, Target target) {
        Condition which = ofVersion(model, version)
                .and(MODEL_REQUESTS.KIND.eq(target.kind()))
                .and(MODEL_REQUESTS.TARGET.eq(target.name()));
        return find(which, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// Those that a version be moved to a stage.
    List<OpenRequest> toStages(long model, long version) {
        return find(ofVersion(model, version).and(isToStage()), Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// Those before a row, in the whole workspace, or of one model or version.
    List<OpenRequest> page(@Nullable Long model, @Nullable Long version, Of of, long before, int most) {
        Condition about = model == null
                ? DSL.noCondition()
                : version == null ? MODEL_REQUESTS.MODEL.eq(model) : ofVersion(model, version);
        Condition whose = switch (of) {
            case ALL -> DSL.noCondition();
            case WAITING -> isWaiting();
            case MINE -> isMine();
        };
        return find(about.and(whose), before, most);
    }

    /// Newest first, of those that the caller may read.
    private List<OpenRequest> find(Condition which, long before, int most) {
        return tx.query(
                DSL.select(
                                MODEL_REQUESTS.ACTIVITY,
                                REGISTERED_MODELS.NAME,
                                DSL.field(ReachedModelQuery.isPrompt()).as("is_prompt"),
                                MODEL_REQUESTS.VERSION,
                                MODEL_VERSIONS.STAGE,
                                MODEL_ALIASES.VERSION.as("aliased"),
                                MODEL_REQUESTS.KIND,
                                MODEL_REQUESTS.TARGET,
                                MODEL_ACTIVITIES.USER_NAME,
                                MODEL_ACTIVITIES.COMMENT,
                                MODEL_ACTIVITIES.CREATION_TIME,
                                DSL.coalesce(MODEL_APPROVAL_RULES.BY_ANOTHER, DSL.inline(0))
                                        .as("by_another"))
                        .from(MODEL_REQUESTS)
                        .join(MODEL_ACTIVITIES)
                        .on(MODEL_ACTIVITIES.ID.eq(MODEL_REQUESTS.ACTIVITY))
                        .join(REGISTERED_MODELS)
                        .on(REGISTERED_MODELS.ID.eq(MODEL_REQUESTS.MODEL))
                        .join(MODEL_VERSIONS)
                        .on(MODEL_VERSIONS.MODEL.eq(MODEL_REQUESTS.MODEL))
                        .and(MODEL_VERSIONS.VERSION.eq(MODEL_REQUESTS.VERSION))
                        .leftJoin(MODEL_ALIASES)
                        .on(MODEL_ALIASES.MODEL.eq(MODEL_REQUESTS.MODEL))
                        .and(MODEL_REQUESTS.KIND.eq(DSL.inline("ALIAS")))
                        .and(MODEL_ALIASES.ALIAS.eq(MODEL_REQUESTS.TARGET))
                        .leftJoin(MODEL_APPROVAL_RULES)
                        .on(MODEL_APPROVAL_RULES.MODEL.eq(MODEL_REQUESTS.MODEL))
                        .and(MODEL_APPROVAL_RULES.KIND.eq(MODEL_REQUESTS.KIND))
                        .and(MODEL_APPROVAL_RULES.TARGET.eq(MODEL_REQUESTS.TARGET))
                        .where(REGISTERED_MODELS.WORKSPACE_ID.eq(
                                caller.workspace().id()))
                        .and(reached(Level.READ))
                        .and(MODEL_REQUESTS.ACTIVITY.lt(before))
                        .and(which)
                        .orderBy(MODEL_REQUESTS.ACTIVITY.desc())
                        .limit(most),
                ROW);
    }

    private Condition reached(Level level) {
        return ReachedModelQuery.reached(tx, caller.asking(new Needs(level, MODEL_VERSION)), MODEL_VERSION);
    }

    private static Condition ofVersion(long model, long version) {
        return MODEL_REQUESTS.MODEL.eq(model).and(MODEL_REQUESTS.VERSION.eq(version));
    }

    private static Condition isToStage() {
        return MODEL_REQUESTS.KIND.eq(STAGE);
    }

    private Condition isMine() {
        return MODEL_REQUESTS.CREATOR_KEY.eq(Caller.key(caller.user()));
    }

    private Condition isWaiting() {
        Condition isOfStaging =
                isToStage().and(MODEL_REQUESTS.TARGET.ne(PRODUCTION)).and(MODEL_VERSIONS.STAGE.ne(PRODUCTION));
        Condition mayDecide = reached(Level.MANAGE_PRODUCTION_VERSIONS)
                .or(reached(Level.MANAGE_STAGING_VERSIONS).and(isOfStaging));
        return mayDecide.and(DSL.not(isMine().and(DSL.coalesce(MODEL_APPROVAL_RULES.BY_ANOTHER, DSL.inline(0))
                .eq(1))));
    }
}
