package dev.cairn.tracking.experiments;

import dev.cairn.protocol.tracking.ViewType;
import org.jooq.Condition;
import org.jooq.Field;

/// The lifecycle stages that a view shows, as a condition.
public final class ViewTypes {
    private ViewTypes() {}

    public static Condition of(ViewType view, Field<String> stage) {
        return switch (view) {
            case ACTIVE_ONLY -> stage.eq(Lifecycle.ACTIVE);
            case DELETED_ONLY -> stage.eq(Lifecycle.DELETED);
            case ALL -> stage.ne(Lifecycle.PURGING);
        };
    }
}
