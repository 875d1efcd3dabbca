package dev.cairn.approvals;

import dev.cairn.http.ApiException;
import java.util.Arrays;

/// What may be done to a model, by its name on the wire. Those about stages, requests and comments are the managed
/// platform's.
enum ActivityKind {
    MODEL_CREATED,
    MODEL_DESCRIBED,
    MODEL_RENAMED,
    MODEL_TAG_SET,
    MODEL_TAG_DELETED,
    VERSION_CREATED,
    VERSION_DESCRIBED,
    VERSION_DELETED,
    VERSION_TAG_SET,
    VERSION_TAG_DELETED,
    ALIAS_SET,
    ALIAS_DELETED,
    APPLIED_TRANSITION,
    /// Another version came to the stage.
    SYSTEM_TRANSITION,
    REQUESTED_TRANSITION,
    REQUESTED_ALIAS,
    APPROVED_REQUEST,
    REJECTED_REQUEST,
    CANCELLED_REQUEST,
    NEW_COMMENT,
    PERMISSION_CHANGED,
    RULES_CHANGED;

    static ActivityKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "`kinds` are among %s; '%s' is none of them.".formatted(Arrays.toString(values()), name)));
    }
}
