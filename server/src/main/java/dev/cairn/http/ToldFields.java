package dev.cairn.http;

import dev.cairn.access.Act;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells an act what its request is about: by the fields of its record, of its path and of its query that name things,
/// people and what they may do; by none that holds content or a secret.
final class ToldFields {
    private static final Set<String> NAMES = Set.of(
            "access_token_id",
            "alias",
            "application_id",
            "artifact_path",
            "assessment_id",
            "catalog_name",
            "client_id",
            "creator",
            "dataset_id",
            "delivery_id",
            "dst_name",
            "entity_name",
            "entity_type",
            "experiment_id",
            "from_name",
            "full_name",
            "group_name",
            "is_admin",
            "issue_id",
            "item_id",
            "job_id",
            "label_schema_id",
            "mode",
            "model_id",
            "model_name",
            "name",
            "new_name",
            "owner",
            "path",
            "permission",
            "permission_level",
            "purge_id",
            "queue_id",
            "quota",
            "request_id",
            "resource_id",
            "resource_pattern",
            "resource_type",
            "role",
            "role_id",
            "run_id",
            "schema_name",
            "scorer_id",
            "secret_id",
            "securable_full_name",
            "securable_type",
            "session_id",
            "src_name",
            "stage",
            "subentity_name",
            "to_name",
            "token_id",
            "trace_id",
            "username",
            "version",
            "view_id",
            "webhook_id",
            "workspace_name");

    /// The accessors of a record's fields that are told, by their names.
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> told = new LinkedHashMap<>();
            for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
                name(RequestRecord.snakeCase(component.getName()))
                        .ifPresent(name -> told.put(name, component.getAccessor()));
            }
            return told;
        }
    };

    private ToldFields() {}

    static void tell(Act act, Object request) {
        ACCESSORS.get(request.getClass()).forEach((name, accessor) -> tell(act, name, values(accessor, request)));
    }

    static void tell(Act act, Map<String, String> path, Map<String, List<String>> query) {
        path.forEach((field, value) -> name(field).ifPresent(name -> tell(act, name, List.of(value))));
        query.forEach((field, values) -> name(field).ifPresent(name -> tell(act, name, values)));
    }

    private static void tell(Act act, String name, List<String> values) {
        if (!values.isEmpty()) {
            act.about(name, values);
        }
    }

    /// As what a field is told; that of a list as that of one, `run_ids` as `run_id`.
    private static Optional<String> name(String field) {
        String one = field.endsWith("s") ? field.substring(0, field.length() - 1) : field;
        return NAMES.contains(field) ? Optional.of(field) : Optional.of(one).filter(NAMES::contains);
    }

    private static List<String> values(Method accessor, Object request) {
        return switch (value(accessor, request)) {
            case String text -> List.of(text);
            case Number number -> List.of(number.toString());
            case Boolean flag -> List.of(flag.toString());
            case Enum<?> word -> List.of(word.name());
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static @Nullable Object value(Method accessor, Object request) {
        try {
            return accessor.invoke(request);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
