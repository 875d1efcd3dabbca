package dev.cairn.grpc;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.Audited;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import dev.cairn.http.Routes;
import java.io.IOException;
import java.util.List;

/// The one public door to gRPC: a service whose methods have one message each way, as routes of a listener for HTTP/2.
public final class Grpc {
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Routes routes = new Routes();
    private final Routes.Api root = routes.root().audited(Audited.OFTEN);
    private final String service;

    /// What a method does.
    @FunctionalInterface
    public interface Unary {
        void handle(GrpcCall call) throws IOException;
    }

    /// @param service such as `inference.GRPCInferenceService`
    public Grpc(String service) {
        this.service = service;
        root.raw(Method.POST, service + "/{method}", Permission.open(), exchange -> {
            throw ApiException.notImplemented(
                    "The service %s has no method '%s'.".formatted(service, exchange.pathParameter("method")));
        });
    }

    /// Adds a method.
    ///
    /// @param most how many bytes its message may have
    public void unary(String method, Permission permission, int most, Unary unary) {
        root.raw(Method.POST, service + "/" + method, permission, exchange -> {
            if (isCall(exchange)) {
                unary.handle(GrpcCall.begin(exchange, most));
            } else {
                exchange.send(UNSUPPORTED_MEDIA_TYPE, "text/plain", new byte[0]);
            }
        });
    }

    /// No browser sends this type to another site without asking it first.
    private static boolean isCall(Exchange exchange) {
        return exchange.header("Content-Type")
                .filter(type -> type.equals(GrpcCall.TYPE)
                        || type.startsWith(GrpcCall.TYPE + "+")
                        || type.startsWith(GrpcCall.TYPE + ";"))
                .isPresent();
    }

    public List<Route> routes() {
        return routes.all();
    }

    /// Answers a refusal in the words of gRPC.
    public static void refuse(Exchange exchange, ApiException refusal) {
        exchange.trailer("grpc-status", GrpcStatus.of(refusal).text());
        exchange.trailer("grpc-message", GrpcStatus.message(String.valueOf(refusal.getMessage())));
        exchange.sendUnderOk(refusal.code().status(), GrpcCall.TYPE, new byte[0]);
    }
}
