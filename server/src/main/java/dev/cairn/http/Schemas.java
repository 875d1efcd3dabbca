package dev.cairn.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON schemas (draft 2020-12) of records, as `Json` reads and writes them. What a record holds becomes a schema of
/// its own under its name.
final class Schemas {
    private static final String PACKAGE = "dev.cairn.";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> named = new TreeMap<>();

    /// The schemas that were named so far.
    ObjectNode named() {
        ObjectNode all = NODES.objectNode();
        named.forEach(all::set);
        return all;
    }

    /// The schema of a request, without the fields that its path names. Lists may be left out.
    ObjectNode request(Class<?> record, Set<String> inPath) {
        return inPath.isEmpty() ? reference(record) : object(record, inPath);
    }

    /// A reference to the schema of a record.
    ObjectNode reference(Class<?> record) {
        String name = name(record);
        if (!named.containsKey(name)) {
            named.put(name, NODES.objectNode()); // a record may hold itself
            named.put(name, object(record, Set.of()));
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /// The schema of one field. It may be null where its record says so.
    ObjectNode field(RecordComponent component) {
        return of(component.getAnnotatedType());
    }

    static boolean isRequired(RecordComponent component) {
        Class<?> type = component.getType();
        return !component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class) // it leaves out what is empty
                && !isNullable(component.getAnnotatedType())
                && !type.isPrimitive()
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    private ObjectNode object(Class<?> record, Set<String> without) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = RequestRecord.snakeCase(component.getName());
            if (!without.contains(name)) {
                properties.set(name, field(component));
                if (isRequired(component)) {
                    required.add(name);
                }
            }
        }
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private ObjectNode of(AnnotatedType annotated) {
        ObjectNode schema = ofPresent(annotated);
        if (!isNullable(annotated) || schema.isEmpty()) {
            return schema;
        }
        if (schema.path("type").isString()) {
            String type = schema.path("type").stringValue();
            schema.set("type", NODES.arrayNode().add(type).add("null"));
            if (schema.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
            return schema;
        }
        ObjectNode either = NODES.objectNode();
        either.set("anyOf", NODES.arrayNode().add(schema).add(NODES.objectNode().put("type", "null")));
        return either;
    }

    private ObjectNode ofPresent(AnnotatedType annotated) {
        Class<?> raw = raw(annotated.getType());
        if (annotated instanceof AnnotatedParameterizedType generic && Collection.class.isAssignableFrom(raw)) {
            ObjectNode list = NODES.objectNode().put("type", "array");
            list.set("items", of(generic.getAnnotatedActualTypeArguments()[0]));
            return list;
        }
        if (annotated instanceof AnnotatedParameterizedType generic && Map.class.isAssignableFrom(raw)) {
            ObjectNode map = NODES.objectNode().put("type", "object");
            map.set("additionalProperties", of(generic.getAnnotatedActualTypeArguments()[1]));
            return map;
        }
        return plain(raw);
    }

    private ObjectNode plain(Class<?> type) {
        if (type.isRecord()) {
            return reference(type);
        }
        if (type.isEnum()) {
            ArrayNode values = NODES.arrayNode();
            Arrays.stream(type.getEnumConstants()).forEach(value -> values.add(value.toString()));
            ObjectNode schema = NODES.objectNode().put("type", "string");
            schema.set("enum", values);
            return schema;
        }
        if (type == String.class) {
            return NODES.objectNode().put("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            return NODES.objectNode().put("type", "integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return NODES.objectNode().put("type", "integer").put("format", "int64");
        }
        if (type == double.class || type == Double.class) {
            return number();
        }
        return NODES.objectNode(); // any JSON
    }

    /// A number of JSON, or the name of one that JSON has no form for.
    private static ObjectNode number() {
        ArrayNode names = NODES.arrayNode().add("NaN").add("Infinity").add("-Infinity");
        ObjectNode name = NODES.objectNode().put("type", "string");
        name.set("enum", names);
        ObjectNode schema = NODES.objectNode();
        schema.set(
                "anyOf",
                NODES.arrayNode().add(NODES.objectNode().put("type", "number")).add(name));
        return schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    /// `CreateRun.Response` is `CreateRunResponse`; two records of one name do not exist in the protocol.
    private String name(Class<?> record) {
        String binary = record.getName();
        return binary.startsWith(PACKAGE)
                ? binary.substring(binary.lastIndexOf('.') + 1).replace("$", "")
                : binary.replace('.', '_').replace("$", "");
    }
}
