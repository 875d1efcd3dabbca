package dev.cairn.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.LightDataFetcher;
import graphql.schema.PropertyDataFetcher;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A field of a response record. What is not set reads as protobuf's default: an empty text, 0, an empty list.
final class FieldValue implements LightDataFetcher<@Nullable Object> {
    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.<Object>getSource()),
                () -> environment);
    }

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        Object value = new PropertyDataFetcher<>(field.getName()).get(field, source, environment);
        if (value instanceof Double number) {
            return finite(number);
        }
        return value == null ? byDefault(field.getType()) : value;
    }

    /// GraphQL has no word for what is no number, and none for an infinite one.
    private static @Nullable Double finite(double number) {
        if (Double.isNaN(number)) {
            return null;
        }
        return Math.clamp(number, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static @Nullable Object byDefault(GraphQLOutputType type) {
        if (type instanceof GraphQLList) {
            return List.of();
        }
        String name = type instanceof GraphQLNamedType named ? named.getName() : "";
        return switch (name) {
            case "String" -> "";
            case "LongString" -> 0L;
            case "Float" -> 0.0;
            case "Boolean" -> false;
            default -> null;
        };
    }
}
