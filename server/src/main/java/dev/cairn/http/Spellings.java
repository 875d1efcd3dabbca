package dev.cairn.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.cairn.protocol.NothingLost;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Set<String> names;

    private Spellings(Class<?> type) {
        fields = Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
        names = fields.stream().flatMap(Field::names).collect(Collectors.toUnmodifiableSet());
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

    /// Refuses fields that would be lost, of an object that is settled, where its record says so.
    static void requireKnown(ObjectNode object, Class<?> type) {
        NothingLost rule = type.getAnnotation(NothingLost.class);
        if (rule != null) {
            KNOWN.get(type).requireKnown(object, "", "", Set.of(rule.but()));
        }
    }

    /// @param at   where the object is, such as `config.served_entities[0].`
    /// @param path the same without places in lists
    private void requireKnown(ObjectNode object, String at, String path, Set<String> but) {
        object.properties().forEach(field -> {
            String name = field.getKey();
            if (!names.contains(name) && !but.contains(path + name) && asks(field.getValue())) {
                throw ApiException.invalid(
                        "This server has no '%s%s': it would not do what that asks for. Leave it out."
                                .formatted(at, name));
            }
        });
        for (Field field : fields) {
            if (field.nested != null) {
                Spellings within = KNOWN.get(field.nested);
                JsonNode value = object.path(field.snake);
                if (value instanceof ObjectNode one) {
                    within.requireKnown(one, at + field.snake + ".", path + field.snake + ".", but);
                }
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    if (value.get(i) instanceof ObjectNode one) {
                        within.requireKnown(
                                one, "%s%s[%d].".formatted(at, field.snake, i), path + field.snake + ".", but);
                    }
                }
            }
        }
    }

    private static boolean asks(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> false;
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            case NUMBER, BINARY, POJO -> true;
        };
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

        Stream<String> names() {
            return Stream.concat(Stream.of(snake), aliases.stream());
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
