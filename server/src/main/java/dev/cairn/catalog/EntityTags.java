package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.catalog.CreateEntityTag;
import dev.cairn.protocol.catalog.DeleteEntityTag;
import dev.cairn.protocol.catalog.EntityTagAssignment;
import dev.cairn.protocol.catalog.GetEntityTag;
import dev.cairn.protocol.catalog.ListEntityTags;
import dev.cairn.protocol.catalog.UpdateEntityTag;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.search.Page;
import dev.cairn.search.PageToken;
import dev.cairn.text.Lengths;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// Tags of all that is in the catalogue, as the platform's SDKs set them. Those of models and
/// versions are the ones that MLflow's clients know.
final class EntityTags {
    private static final int MAX_KEY = 256;
    private static final int MAX_VALUE = 5_000;
    private static final int MAX_TAGS = 100;

    private final Database database;
    private final Models models;
    private final Versions versions;
    private final InstantSource clock;

    EntityTags(Database database, Models models, Versions versions, InstantSource clock) {
        this.database = database;
        this.models = models;
        this.versions = versions;
        this.clock = clock;
    }

    EntityTagAssignment create(Caller caller, CreateEntityTag request) {
        Tagged on = Tagged.of(request.entityType(), request.entityName());
        return database.writeWhole(tx -> {
            if (all(caller, on).stream().anyMatch(tag -> tag.tagKey().equals(request.tagKey()))) {
                throw ApiException.alreadyExists("'%s' has a tag '%s' already.".formatted(on.name(), request.tagKey()));
            }
            return set(caller, on, request.tagKey(), Objects.requireNonNullElse(request.tagValue(), ""));
        });
    }

    EntityTagAssignment get(Caller caller, GetEntityTag request) {
        return get(caller, Tagged.of(request.entityType(), request.entityName()), request.tagKey());
    }

    ListEntityTags.Response list(Caller caller, ListEntityTags request) {
        List<EntityTagAssignment> all = all(caller, Tagged.of(request.entityType(), request.entityName()));
        long offset = Math.min(PageToken.offset(request.pageToken()), all.size());
        Page<EntityTagAssignment> page = Page.of(
                offset,
                Things.page(request.maxResults()),
                most -> all.subList((int) offset, (int) Math.min(offset + most, all.size())));
        return new ListEntityTags.Response(page.rows(), page.next());
    }

    EntityTagAssignment update(Caller caller, UpdateEntityTag request) {
        Tagged on = Tagged.of(request.entityType(), request.entityName());
        return database.writeWhole(tx -> {
            EntityTagAssignment known = get(caller, on, request.tagKey());
            return request.tagValue() == null ? known : set(caller, on, request.tagKey(), request.tagValue());
        });
    }

    Empty delete(Caller caller, DeleteEntityTag request) {
        Tagged on = Tagged.of(request.entityType(), request.entityName());
        return database.writeWhole(tx -> {
            get(caller, on, request.tagKey());
            if (on.version() != null) {
                versions.tag(caller, on.name(), on.version(), List.of(), List.of(request.tagKey()));
            } else if (on.name().kind() == Securable.MODEL) {
                models.tag(caller, on.name(), List.of(), List.of(request.tagKey()));
            } else {
                Gate.Seen seen = new Gate(tx, caller).find(on.name()).needs(Privilege.APPLY_TAG);
                new SecurableTagStore(tx).delete(seen.thing().id(), request.tagKey());
            }
            return Empty.EMPTY;
        });
    }

    private EntityTagAssignment set(Caller caller, Tagged on, String key, String value) {
        if (on.version() != null) {
            versions.tag(caller, on.name(), on.version(), List.of(new Tag(key, value)), List.of());
        } else if (on.name().kind() == Securable.MODEL) {
            models.tag(caller, on.name(), List.of(new Tag(key, value)), List.of());
        } else {
            Lengths.check("tag_key", MAX_KEY, key);
            Lengths.check("tag_value", MAX_VALUE, value);
            database.writeWhole(tx -> {
                Gate.Seen seen = new Gate(tx, caller).find(on.name()).needs(Privilege.APPLY_TAG);
                SecurableTagStore store = new SecurableTagStore(tx);
                store.set(seen.thing().id(), new Tag(key, value), clock.millis(), caller.user());
                if (store.of(seen.thing().id()).size() > MAX_TAGS) {
                    throw ApiException.invalid("'%s' has %d tags, which is the most.".formatted(on.name(), MAX_TAGS));
                }
                return true;
            });
        }
        return get(caller, on, key);
    }

    private EntityTagAssignment get(Caller caller, Tagged on, String key) {
        return all(caller, on).stream()
                .filter(tag -> tag.tagKey().equals(key))
                .findFirst()
                .orElseThrow(() -> ApiException.missing("'%s' has no tag '%s'.".formatted(on.name(), key)));
    }

    /// By their keys.
    private List<EntityTagAssignment> all(Caller caller, Tagged on) {
        if (on.version() != null) {
            return plain(
                    on,
                    versions.get(caller, on.name(), on.version()).registered().tags());
        }
        if (on.name().kind() == Securable.MODEL) {
            return plain(on, models.get(caller, on.name()).registered().tags());
        }
        return database.read(tx -> {
            Gate.Seen seen = new Gate(tx, caller).find(on.name());
            return new SecurableTagStore(tx)
                    .of(seen.thing().id()).stream()
                            .map(tag -> new EntityTagAssignment(
                                    on.type(),
                                    on.asked(),
                                    tag.key(),
                                    tag.value(),
                                    Instant.ofEpochMilli(tag.updatedAt()).toString(),
                                    Metastore.named(tag.updatedBy())))
                            .toList();
        });
    }

    private static List<EntityTagAssignment> plain(Tagged on, List<Tag> tags) {
        return tags.stream()
                .map(tag -> new EntityTagAssignment(on.type(), on.asked(), tag.key(), tag.value(), null, null))
                .toList();
    }
}
