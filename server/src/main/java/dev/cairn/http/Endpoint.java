package dev.cairn.http;

import dev.cairn.access.Caller;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a route does with a request.
public sealed interface Endpoint {

    /// A request record in, a response record out, both JSON.
    ///
    /// @param keyless whether no idempotency key is taken: the rule works in several transactions, which no key
    ///                makes one, or a secret is asked or answered, which must not be kept
    record Rpc<Q>(Class<Q> request, Rule<Q> rule, boolean keyless) implements Endpoint {
        public Rpc(Class<Q> request, Rule<Q> rule) {
            this(request, rule, false);
        }
    }

    /// As `Rpc`, its body read by the feature's own hand, for the few requests that come by the thousand.
    record HotRpc<Q>(Class<Q> request, Function<byte[], Q> reader, Rule<Q> rule) implements Endpoint {}

    /// A rule that reads the request and writes the response itself: files, streams, plain text.
    ///
    /// @param message what the request is in JSON, with its `Response`; null where it is no JSON
    record Raw(Stream stream, @Nullable Class<?> message) implements Endpoint {}

    /// A rule of a feature; the response is any record that `Json` can write.
    @FunctionalInterface
    interface Rule<Q> {
        Object apply(Caller caller, Q request);
    }

    @FunctionalInterface
    interface Stream {
        void handle(Exchange exchange) throws IOException;
    }
}
