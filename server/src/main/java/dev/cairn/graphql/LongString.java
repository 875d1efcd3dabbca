package dev.cairn.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whole numbers as texts.
final class LongString implements Coercing<Long, String> {
    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("LongString")
            .coercing(new LongString())
            .build();

    private LongString() {}

    @Override
    public String serialize(Object number, GraphQLContext context, Locale locale) {
        return number.toString();
    }

    @Override
    public Long parseValue(Object input, GraphQLContext context, Locale locale) {
        try {
            return Long.parseLong(input.toString());
        } catch (NumberFormatException notWhole) {
            throw new CoercingParseValueException("Expected a whole number, found '%s'".formatted(input), notWhole);
        }
    }

    @Override
    public Long parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        return switch (input) {
            case IntValue number
            when number.getValue().bitLength() < Long.SIZE -> number.getValue().longValue();
            case StringValue text -> parseText(text.getValue());
            default -> throw new CoercingParseLiteralException("Expected a whole number, as such or as a text");
        };
    }

    private static Long parseText(@Nullable String text) {
        try {
            return Long.parseLong(text == null ? "" : text);
        } catch (NumberFormatException notWhole) {
            throw new CoercingParseLiteralException("Expected a whole number, found '%s'".formatted(text), notWhole);
        }
    }
}
