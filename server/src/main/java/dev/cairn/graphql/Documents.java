package dev.cairn.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Queries, parsed and checked: first against the limits, then against the schema. A UI sends the same few again and
/// again, so that they are kept. Safe for use by any number of threads.
final class Documents implements PreparsedDocumentProvider {
    /// Characters of the queries that are kept.
    private static final int MAX_KEPT = 1024 * 1024;

    private final GraphQLSchema schema;
    private final Cache<String, PreparsedDocumentEntry> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_KEPT)
            .<String, PreparsedDocumentEntry>weigher((query, entry) -> query.length())
            .build();

    Documents(GraphQLSchema schema) {
        this.schema = schema;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(kept.get(input.getQuery(), query -> prepare(input)));
    }

    private PreparsedDocumentEntry prepare(ExecutionInput input) {
        ParseAndValidateResult parsed = ParseAndValidate.parse(input);
        Document document = parsed.getDocument();
        if (document == null) {
            return new PreparsedDocumentEntry(
                    Objects.requireNonNull(parsed.getSyntaxException()).toInvalidSyntaxError());
        }
        Optional<String> excess = QueryLimits.excess(document);
        if (excess.isPresent()) {
            return new PreparsedDocumentEntry(
                    GraphqlErrorBuilder.newError().message("%s", excess.get()).build());
        }
        List<ValidationError> errors = ParseAndValidate.validate(schema, document, rule -> true, Locale.ROOT);
        return errors.isEmpty()
                ? new PreparsedDocumentEntry(document)
                : new PreparsedDocumentEntry(List.copyOf(errors));
    }
}
