package dev.cairn.serving;

import dev.cairn.hosting.MemoryBudget;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedReason.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A version that an entity of a configuration is to answer with.
///
/// @param index   of the entity
/// @param version a number; empty where the entity means none
record EntityVersion(StoredEndpoint endpoint, StoredConfig config, int index, String version) {

    ServedEntity entity() {
        return config.config().servedEntities().get(index);
    }

    /// Of the entity.
    String name() {
        return Objects.requireNonNull(entity().name());
    }

    String model() {
        return Objects.requireNonNull(entity().entityName());
    }

    /// When the model was made, in milliseconds since 1970.
    long made() {
        return config.models().get(index);
    }

    /// Whether it is what the entity answered with last.
    boolean hasServed() {
        return !config.served().isEmpty() && config.served().get(index).equals(version);
    }

    /// The same with the name that the model has by now, whatever the entity is called that answers with it.
    ///
    /// @param names of all endpoints
    EntityVersion renamed(List<ServedStore.Named> names) {
        List<ServedEntity> entities = new ArrayList<>(config.config().servedEntities());
        names.stream()
                .filter(each -> each.endpoint() == endpoint.id() && each.made() == made())
                .findFirst()
                .ifPresent(each -> entities.set(index, entity().of(each.model())));
        return new EntityVersion(endpoint, config.with(entities), index, version);
    }

    String what() {
        return "Version %s of the model %s".formatted(version, model());
    }

    ServedReason reason(Kind kind, @Nullable String detail) {
        return ServedReason.of(kind, model(), version, detail);
    }

    ServedReason noRoom(long bytes, MemoryBudget memory) {
        return ServedReason.noRoom(model(), version, new Room(bytes, memory.taken(), memory.most()));
    }

    /// The words by which its loading is marked.
    String mark() {
        return mark(endpoint.id(), config.version(), name(), version);
    }

    static String mark(long endpoint, long config, String entity, String version) {
        return "endpoint=%d config=%d entity=%s version=%s".formatted(endpoint, config, entity, version);
    }
}
