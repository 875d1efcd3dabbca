package dev.cairn;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Records with a value in every field, different for each field of a type.
final class RecordSamples {
    private RecordSamples() {}

    static Object of(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(components[i].getGenericType(), i);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(type + " cannot be built of samples", failure);
        }
    }

    private static Object value(Type type, int seed) {
        if (type instanceof ParameterizedType generic) {
            Object held = value(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1], seed);
            return generic.getRawType() == Map.class ? Map.of("key" + seed, held) : List.of(held);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain);
        }
        return plain.isEnum() ? plain.getEnumConstants()[seed % plain.getEnumConstants().length] : simple(plain, seed);
    }

    private static Object simple(Class<?> type, int seed) {
        if (type == String.class) {
            return "text " + seed + " ü\n\"\\";
        }
        if (type == Long.class || type == long.class) {
            return Long.MAX_VALUE - seed;
        }
        if (type == Integer.class || type == int.class) {
            return 7 + seed;
        }
        if (type == Double.class || type == double.class) {
            return 0.1 + seed;
        }
        if (type == Boolean.class || type == boolean.class) {
            return true;
        }
        if (type == Object.class) {
            return "value " + seed;
        }
        if (type == JsonNode.class) {
            return JsonNodeFactory.instance.stringNode("node " + seed);
        }
        throw new AssertionError("No sample for " + type);
    }
}
