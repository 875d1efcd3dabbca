package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.JsonPointerBasedFilter;
import tools.jackson.core.filter.TokenFilter;

/// What of a request decides which entity answers it.
sealed interface SplitKey {
    String HEADER = "header:";
    String FIELD = "field:";
    Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
    Pattern PATH = Pattern.compile("[^.\\p{Cntrl}]{1,100}(\\.[^.\\p{Cntrl}]{1,100}){0,9}");

    /// The key of a request; empty if it has none.
    ///
    /// @param fields what its body says
    Optional<String> of(Exchange exchange, Fields fields);

    /// The body of a request, whatever its form.
    interface Fields {
        /// What stands there; empty for nothing, and for what is no text, number or truth.
        Optional<String> value(OfBody key);
    }

    /// What is said in a configuration.
    ///
    /// @throws ApiException if it is no such thing
    static SplitKey read(String text) {
        if (text.equals("caller")) {
            return new OfCaller();
        }
        if (text.startsWith(HEADER)
                && HEADER_NAME.matcher(text.substring(HEADER.length())).matches()) {
            return new OfHeader(text.substring(HEADER.length()));
        }
        if (text.startsWith(FIELD)
                && PATH.matcher(text.substring(FIELD.length())).matches()) {
            String path = text.substring(FIELD.length());
            return new OfBody(
                    path,
                    JsonPointer.compile(
                            "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/')));
        }
        throw ApiException.invalidValue(
                "traffic_config.cairn_key", text, "a key is 'caller', 'header:NAME' or 'field:PATH' of the body.");
    }

    /// Who sends it.
    record OfCaller() implements SplitKey {
        @Override
        public Optional<String> of(Exchange exchange, Fields fields) {
            return Optional.of(exchange.caller().user());
        }
    }

    record OfHeader(String name) implements SplitKey {
        @Override
        public Optional<String> of(Exchange exchange, Fields fields) {
            return exchange.header(name);
        }
    }

    /// A text, number or boolean in a body.
    ///
    /// @param name as it is said in the configuration
    /// @param path what it means in JSON
    record OfBody(String name, JsonPointer path) implements SplitKey {
        @Override
        public Optional<String> of(Exchange exchange, Fields fields) {
            return fields.value(this);
        }

        /// What stands in a body of JSON, which is read no further than to it.
        Optional<String> in(byte[] body) {
            try (JsonParser parser = new FilteringParserDelegate(
                    Json.parser(body),
                    new JsonPointerBasedFilter(path),
                    TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
                    false)) {
                @Nullable JsonToken found = parser.nextToken();
                boolean isKey = found != null && found.isScalarValue() && found != JsonToken.VALUE_NULL;
                return isKey ? Optional.ofNullable(parser.getString()) : Optional.empty();
            } catch (JacksonException malformed) {
                return Optional.empty(); // which the model refuses in its own words
            }
        }
    }
}
