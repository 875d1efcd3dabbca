package dev.cairn.review;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import java.util.List;

/// What a queue is to be, checked: a person's own has their name, them alone, and all questions of the experiment.
record NewQueue(String name, ReviewQueueType type, List<String> users, List<String> schemaIds) {
    private static final String RESERVED = "default";
    private static final int MAX_NAME = 250;
    static final int MAX_USER = 250;
    private static final int MAX_USERS = 10;
    private static final int MAX_SCHEMA_ID = 36;
    private static final int MAX_SCHEMAS = 1_000;

    static NewQueue of(CreateReviewQueue request) {
        List<String> users = users(request.users());
        List<String> schemas = schemas(request.schemaIds());
        return switch (request.queueType()) {
            case CUSTOM -> new NewQueue(customName(request.name()), ReviewQueueType.CUSTOM, users, schemas);
            case USER -> ofUser(request.name(), users, schemas);
        };
    }

    static NewQueue ofUser(String user) {
        return ofUser(user, List.of(), List.of());
    }

    private static NewQueue ofUser(String user, List<String> users, List<String> schemas) {
        String name = Texts.user(user);
        Texts.checkNonEmpty("name", MAX_NAME, name);
        if (!users.isEmpty() && !users.equals(List.of(name))) {
            throw ApiException.invalid(
                    "A user queue must have exactly one assigned user equal to its name; got name='%s' and users=%s."
                            .formatted(name, Texts.shown(users)));
        }
        if (!schemas.isEmpty()) {
            throw ApiException.invalid("A user queue cannot have explicitly-attached schemas; it resolves to all of the"
                    + " experiment's label schemas.");
        }
        return new NewQueue(name, ReviewQueueType.USER, List.of(name), List.of());
    }

    static String customName(String sent) {
        String name = sent.strip();
        Texts.checkNonEmpty("name", MAX_NAME, name);
        if (name.equalsIgnoreCase(RESERVED)) {
            throw ApiException.invalid(
                    "`%s` is a reserved queue name and cannot be used for a custom queue.".formatted(name));
        }
        return name;
    }

    static List<String> users(List<String> sent) {
        List<String> users = sent.stream().map(Texts::user).distinct().toList();
        users.forEach(user -> Texts.checkNonEmpty("user", MAX_USER, user));
        if (users.size() > MAX_USERS) {
            throw ApiException.invalid(
                    "A review queue can have at most %d assigned users; got %d.".formatted(MAX_USERS, users.size()));
        }
        return users;
    }

    static List<String> schemas(List<String> sent) {
        List<String> schemas = sent.stream().map(String::strip).distinct().toList();
        schemas.forEach(id -> Texts.checkNonEmpty("schema_id", MAX_SCHEMA_ID, id));
        if (schemas.size() > MAX_SCHEMAS) {
            throw ApiException.invalid(
                    "A review queue can have at most %d label schemas; got %d.".formatted(MAX_SCHEMAS, schemas.size()));
        }
        return schemas;
    }

    static String owner(String sent) {
        String owner = sent.strip();
        Texts.checkNonEmpty("new_owner", MAX_USER, owner);
        return owner;
    }

    /// Who reviewed an item.
    static String reviewer(String sent) {
        String reviewer = Texts.user(sent);
        Texts.checkLength("`completed_by`", MAX_USER, reviewer);
        return reviewer;
    }
}
