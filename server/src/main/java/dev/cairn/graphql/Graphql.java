package dev.cairn.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import dev.cairn.protocol.tracking.Run;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.ResultNodesInfo;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The one public door of GraphQL. Safe for use by any number of threads.
public final class Graphql {
    private static final String SCHEMA = "schema.graphqls";

    private final Twins twins;

    /// Null until somebody asks: to make it takes a good part of a server's start, and most servers are never asked.
    private @Nullable GraphQL queries;

    /// @param routes all endpoints that the schema may be answered by
    public Graphql(List<Route> routes) {
        twins = new Twins(routes);
    }

    private synchronized GraphQL queries() {
        GraphQL made = queries;
        if (made == null) {
            GraphQLSchema schema = schema(twins);
            made = GraphQL.newGraphQL(schema)
                    .preparsedDocumentProvider(new Documents(schema))
                    .defaultDataFetcherExceptionHandler(new Refusals())
                    .build();
            queries = made;
        }
        return made;
    }

    public void register(Routes routes) {
        Routes.Api root = routes.root();
        root.postHot(
                "graphql",
                Permission.read(Resource.EXPERIMENT),
                GraphqlRequest.class,
                GraphqlRequest::read,
                this::answer);
        root.raw(Method.GET, "graphql", Permission.read(Resource.EXPERIMENT), this::answerByUrl);
    }

    private static GraphQLSchema schema(Twins twins) {
        GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry()
                .defaultDataFetcher(DataFetcherFactories.useDataFetcher(new FieldValue()))
                .dataFetchers("Query", fetchers(twins, twins.queries(), "test"))
                .dataFetchers("Mutation", fetchers(twins, twins.mutations(), "testMutation"))
                .dataFetchers("MlflowRunExtension", links());
        return new SchemaGenerator()
                .makeExecutableSchema(
                        new SchemaParser().parse(schemaText()),
                        RuntimeWiring.newRuntimeWiring()
                                .scalar(LongString.TYPE)
                                .codeRegistry(code)
                                .build());
    }

    private static String schemaText() {
        try (InputStream text = Objects.requireNonNull(Graphql.class.getResourceAsStream(SCHEMA))) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @param echo the field that says its argument back
    private static Map<String, DataFetcher<?>> fetchers(Twins twins, Map<String, Twin> fields, String echo) {
        Map<String, DataFetcher<?>> fetchers = new TreeMap<>();
        fields.forEach((name, twin) -> fetchers.put(name, new RootAnswer(twins, twin)));
        fetchers.put(echo, environment -> Map.of("output", environment.getArgumentOrDefault("inputString", "")));
        return fetchers;
    }

    private static Map<String, DataFetcher<?>> links() {
        DataFetcher<?> experiment = run -> linksOf(run).experiment(source(run));
        DataFetcher<?> versions = run -> linksOf(run).modelVersions(source(run));
        return Map.of("experiment", experiment, "modelVersions", versions);
    }

    private static RunLinks linksOf(DataFetchingEnvironment run) {
        return Objects.requireNonNull(run.<RunLinks>getLocalContext());
    }

    private static Run source(DataFetchingEnvironment run) {
        return Objects.requireNonNull(run.<Run>getSource());
    }

    private void answerByUrl(Exchange exchange) {
        GraphqlRequest request = GraphqlRequest.of(
                exchange.query("query").orElse(""),
                Json.readTree(exchange.query("variables").orElse("").getBytes(UTF_8)),
                exchange.query("operationName").orElse(null));
        exchange.sendJson(answer(exchange.caller(), request));
    }

    private Map<String, @Nullable Object> answer(Caller caller, GraphqlRequest request) {
        ExecutionInput input = ExecutionInput.newExecutionInput(request.query())
                .variables(request.variables())
                .operationName(request.operationName())
                .graphQLContext(Map.of(
                        RootAnswer.CALLER,
                        caller,
                        RootAnswer.SIZE,
                        new AnswerSize(),
                        ResultNodesInfo.MAX_RESULT_NODES,
                        AnswerSize.MAX_VALUES))
                .build();
        ExecutionResult result = execute(input);
        if (isTooLarge(input)) {
            return answer(
                    null,
                    List.of("A GraphQL answer has at most " + AnswerSize.MAX_VALUES
                            + " values. Ask for fewer runs (maxResults) or fewer fields."));
        }
        return answer(
                result.getData(),
                result.getErrors().stream().map(GraphQLError::getMessage).toList());
    }

    private static Map<String, @Nullable Object> answer(@Nullable Object data, List<String> errors) {
        Map<String, @Nullable Object> answer = new TreeMap<>();
        answer.put("data", sorted(data));
        answer.put("errors", errors.isEmpty() ? null : errors);
        return answer;
    }

    /// Whether the result was cut short: from the limit on every field is null.
    private static boolean isTooLarge(ExecutionInput input) {
        ResultNodesInfo nodes = input.getGraphQLContext().get(ResultNodesInfo.RESULT_NODES_INFO);
        return nodes != null && nodes.isMaxResultNodesExceeded();
    }

    private ExecutionResult execute(ExecutionInput input) {
        try {
            return queries().execute(input);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    /// The same with the fields of its objects in alphabetical order.
    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> fields = new TreeMap<>();
                map.forEach((name, field) -> fields.put((String) name, sorted(field)));
                yield fields;
            }
            case List<?> list -> list.stream().map(Graphql::sorted).toList();
            case null, default -> value;
        };
    }
}
