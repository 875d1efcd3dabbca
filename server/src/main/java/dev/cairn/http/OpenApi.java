package dev.cairn.http;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorBody;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the server answers to, as an OpenAPI 3.1 document. It is made of the route table and the records themselves, so
/// that it is never out of date.
public final class OpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}+]+)(\\+?)}");
    private static final String JSON = "application/json";

    private final String version;
    private final Schemas schemas = new Schemas();

    private OpenApi(String version) {
        this.version = version;
    }

    /// Adds `/openapi.json`, which is about all routes that there are when it is asked for.
    public static void register(Routes routes, String version) {
        AtomicReference<byte[]> page = new AtomicReference<>();
        Supplier<byte[]> made = () -> document(version, routes.all());
        routes.root()
                .raw(
                        Method.GET,
                        "openapi.json",
                        Permission.read(Resource.SERVER),
                        exchange -> exchange.send(
                                200, JSON, page.updateAndGet(known -> known == null ? made.get() : known)));
    }

    /// The document about some routes, as JSON.
    public static byte[] document(String version, List<Route> routes) {
        return Json.write(of(version, routes));
    }

    static ObjectNode of(String version, List<Route> routes) {
        return new OpenApi(version).document(routes);
    }

    private ObjectNode document(List<Route> routes) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        document.set("info", NODES.objectNode().put("title", "Cairn").put("version", version));
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            String path = PARAMETER.matcher(route.path()).replaceAll("{$1}");
            ObjectNode methods = paths.get(path) instanceof ObjectNode known ? known : paths.putObject(path);
            methods.set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode refusal = schemas.reference(ErrorBody.class);
        document.putObject("components").set("schemas", schemas.named());
        paths.forEach(methods -> methods.forEach(operation -> {
            if (operation.path("responses") instanceof ObjectNode responses) {
                responses.set("default", response("Refused, or failed.", refusal.deepCopy()));
            }
        }));
        return document;
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation = NODES.objectNode().put("operationId", operationId(route));
        operation.putArray("tags").add(tag(route.path()));
        operation.set("x-cairn-permission", permission(route.permission()));
        ArrayNode parameters = NODES.arrayNode();
        Set<String> inPath = pathParameters(route.path(), parameters);
        switch (route.endpoint()) {
            case Endpoint.Rpc<?> rpc -> rpc(operation, route, rpc.request(), inPath, parameters);
            case Endpoint.HotRpc<?> rpc -> rpc(operation, route, rpc.request(), inPath, parameters);
            case Endpoint.Raw(Endpoint.Stream stream, Class<?> message)
            when message != null -> rpc(operation, route, message, inPath, parameters);
            case Endpoint.Raw raw -> raw(operation, route.method());
        }
        if (route.changesSomething() && !(route.endpoint() instanceof Endpoint.Raw)) {
            parameters.add(
                    parameter("header", KeyedCall.HEADER, NODES.objectNode().put("type", "string"), false));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        return operation;
    }

    private void rpc(ObjectNode operation, Route route, Class<?> request, Set<String> inPath, ArrayNode parameters) {
        if (route.method() == Method.GET) {
            for (RecordComponent component : request.getRecordComponents()) {
                String name = RequestRecord.snakeCase(component.getName());
                if (!inPath.contains(name)) {
                    parameters.add(parameter("query", name, schemas.field(component), Schemas.isRequired(component)));
                }
            }
        } else {
            Map<String, String> headers = RequestRecord.headers(request);
            headers.values()
                    .forEach(name -> parameters.add(
                            parameter("header", name, NODES.objectNode().put("type", "string"), false)));
            Set<String> around = new HashSet<>(inPath);
            around.addAll(headers.keySet());
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject(JSON).set("schema", schemas.request(request, around));
        }
        operation.putObject("responses").set("200", response("Done.", schemas.reference(responseOf(request))));
    }

    /// A request record holds the record of its response, or says which it is; the answer to one that does not is
    /// empty.
    private static Class<?> responseOf(Class<?> request) {
        return Arrays.stream(request.getClasses())
                .filter(nested -> nested.getSimpleName().equals("Response"))
                .findFirst()
                .or(() -> answerOf(request))
                .orElse(Empty.class);
    }

    private static Optional<Class<?>> answerOf(Class<?> request) {
        return Arrays.stream(request.getGenericInterfaces())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == AnsweredWith.class)
                .<Class<?>>map(type -> (Class<?>) type.getActualTypeArguments()[0])
                .findFirst();
    }

    private static void raw(ObjectNode operation, Method method) {
        if (method == Method.POST || method == Method.PUT || method == Method.PATCH) {
            operation
                    .putObject("requestBody")
                    .putObject("content")
                    .putObject("*/*")
                    .putObject("schema");
        }
        ObjectNode responses = operation.putObject("responses");
        responses
                .putObject("2XX")
                .put("description", "Done.")
                .putObject("content")
                .putObject("*/*")
                .putObject("schema");
    }

    private static ObjectNode response(String description, ObjectNode schema) {
        ObjectNode response = NODES.objectNode().put("description", description);
        response.putObject("content").putObject(JSON).set("schema", schema);
        return response;
    }

    private static Set<String> pathParameters(String path, ArrayNode parameters) {
        return PARAMETER
                .matcher(path)
                .results()
                .map(found -> {
                    ObjectNode schema = NODES.objectNode().put("type", "string").put("minLength", 1);
                    ObjectNode parameter = parameter("path", found.group(1), schema, true);
                    if (!found.group(2).isEmpty()) {
                        parameter.put("description", "May hold slashes.");
                    }
                    parameters.add(parameter);
                    return found.group(1);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ObjectNode parameter(String in, String name, ObjectNode schema, boolean required) {
        ObjectNode parameter =
                NODES.objectNode().put("in", in).put("name", name).put("required", required);
        parameter.set("schema", schema);
        return parameter;
    }

    private static ObjectNode permission(Permission permission) {
        ObjectNode node = NODES.objectNode();
        switch (permission) {
            case Permission.Open() -> node.put("level", "NONE");
            case Permission.SignedIn signedIn -> node.put("level", "SIGNED_IN");
            case Permission.Needs needs ->
                node.put("level", needs.level().name())
                        .put("resource", needs.resource().name());
            case Permission.Both(Permission.Needs first, Permission.Needs second) -> {
                node.setAll(permission(first));
                node.set("and", permission(second));
            }
            case Permission.Creates creates ->
                node.put("level", "CREATE").put("resource", creates.resource().name());
            case Permission.Filtered filtered ->
                node.put("level", "READ")
                        .put("resource", filtered.resource().name())
                        .put("filtered", true);
        }
        return node;
    }

    /// Unique, and stable as long as the route is.
    private static String operationId(Route route) {
        String words = route.path().replaceAll("[^A-Za-z0-9-]+", "_").replaceAll("^_|_$", "");
        return route.method().name().toLowerCase(Locale.ROOT) + (words.isEmpty() ? "" : "_" + words);
    }

    /// The first word behind the prefix and version, such as `runs`.
    private static String tag(String path) {
        Matcher words = Pattern.compile("(?:/(?:ajax-)?api/[0-9.]+)?(?:/mlflow)?/([^/{]*)")
                .matcher(path);
        return words.lookingAt() && !words.group(1).isEmpty() ? words.group(1) : "server";
    }
}
