package dev.cairn.http;

import dev.cairn.access.Caller;
import java.io.IOException;
import java.util.function.Function;

/// What a route does with a request.
public sealed interface Endpoint {

    /// A request record in, a response record out, both JSON.
    ///
    /// @param inParts whether the rule works in several transactions, which no key can make one
    record Rpc<Q>(Class<Q> request, Rule<Q> rule, boolean inParts) implements Endpoint {
        public Rpc(Class<Q> request, Rule<Q> rule) {
            this(request, rule, false);
        }
    }

    /// As `Rpc`, its body read by the feature's own hand, for the few requests that come by the thousand.
    record HotRpc<Q>(Class<Q> request, Function<byte[], Q> reader, Rule<Q> rule) implements Endpoint {}

    /// A rule that reads the request and writes the response itself: files, streams, plain text.
    record Raw(Stream stream) implements Endpoint {}

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
