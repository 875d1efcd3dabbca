package dev.cairn.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The names that each field of a record may come under: lowerCamelCase is turned into snake_case, both together are
/// refused, an old alias gives way to the field's own name (semantics, section 2).
final class Spellings {
    private static final ClassValue<Spellings> KNOWN = new ClassValue<>() {
        @Override
        protected Spellings computeValue(Class<?> type) {
            return new Spellings(type);
        }
    };

    private final List<Field> fields;

    private Spellings(Class<?> type) {
        fields = Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
    }

    /// Leaves one name for each field of an object that is about to become a record.
    static void settle(ObjectNode object, Class<?> type) {
        if (!type.isRecord()) {
            return;
        }
        for (Field field : KNOWN.get(type).fields) {
            field.settle(object);
        }
    }

    private record Field(
            String snake,
            String camel,
            List<String> aliases,
            @Nullable Class<?> nested) {

        static Field of(RecordComponent component) {
            JsonAlias aliases = component.getAccessor().getAnnotation(JsonAlias.class);
            return new Field(
                    RequestRecord.snakeCase(component.getName()),
                    component.getName(),
                    aliases == null ? List.of() : List.of(aliases.value()),
                    record(component.getGenericType()));
        }

        /// The record that the field holds, itself or in a list.
        private static @Nullable Class<?> record(Type type) {
            Type held = type instanceof ParameterizedType list && list.getRawType() == List.class
                    ? list.getActualTypeArguments()[0]
                    : type;
            return held instanceof Class<?> plain && plain.isRecord() ? plain : null;
        }

        void settle(ObjectNode object) {
            JsonNode inCamelCase = snake.equals(camel) ? null : object.remove(camel);
            if (inCamelCase != null && object.has(snake)) {
                throw ApiException.badRequest(
                        "The request gives the field '%s' twice, as '%s' too.".formatted(snake, camel));
            }
            if (inCamelCase != null) {
                object.set(snake, inCamelCase);
            }
            JsonNode own = object.get(snake);
            if (own != null) {
                aliases.forEach(object::remove);
            }
            if (own != null && nested != null) {
                settleEach(own, nested);
            }
        }

        private static void settleEach(JsonNode value, Class<?> record) {
            if (value instanceof ObjectNode object) {
                Spellings.settle(object, record);
            } else if (value.isArray()) {
                value.forEach(element -> settleEach(element, record));
            }
        }
    }
}
