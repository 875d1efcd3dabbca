package dev.cairn.otlp;

import static dev.cairn.otlp.Export.message;
import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderTest {
    private static final byte[] TRACE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MANY = 2_000_000;

    private final IngestMemory memory = new IngestMemory(2L << 30);

    private List<ResourceSpans> read(byte[] body) {
        return OtlpReader.read(Optional.of("application/x-protobuf"), Optional.empty(), body, memory.share());
    }

    private List<ResourceSpans> read(String json) {
        return OtlpReader.read(
                Optional.of("application/json"),
                Optional.empty(),
                json.getBytes(StandardCharsets.UTF_8),
                memory.share());
    }

    private static Span only(List<ResourceSpans> read) {
        return read.getFirst().spans().getFirst();
    }

    private static String json(String parts) {
        return """
                {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%s", "spanId": "00000000000000ff",
                "name": "j", %s}]}]}]}
                """.formatted("0123456789abcdef".repeat(2), parts);
    }

    /// Empty messages of one field, two bytes each.
    private static byte[] empty(int field) {
        byte[] messages = new byte[2 * MANY];
        for (int i = 0; i < messages.length; i += 2) {
            messages[i] = (byte) (field << 3 | 2);
        }
        return messages;
    }

    @Test
    void partsWithoutAnythingCostABudgetAllTheSame() {
        List<byte[]> bodies = List.of(
                empty(1),
                message().bytes(1, empty(2)).bytes(),
                message().field(1, message().bytes(1, empty(1))).bytes(),
                request(span(TRACE, 1, 0, "a").raw(empty(9))),
                request(span(TRACE, 1, 0, "a").raw(empty(11))),
                request(span(TRACE, 1, 0, "a").raw(empty(13))),
                request(span(TRACE, 1, 0, "a").with("k", message().bytes(5, empty(1)))),
                request(span(TRACE, 1, 0, "a").with("k", message().bytes(6, empty(1)))));

        assertThat(bodies)
                .allSatisfy(body -> assertThatThrownBy(() -> read(body))
                        .isInstanceOf(OtlpException.class)
                        .hasMessageContaining("more than 1,000,000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceSpans\": [%s]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [%s]}]}",
                "{\"resourceSpans\": [{\"resource\": {\"attributes\": [%s]}}]}"
            })
    void theSameOfJson(String form) {
        assertThatThrownBy(() -> read(form.formatted("{},".repeat(2 * MANY) + "{}")))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("send fewer spans at a time");
    }

    @Test
    void aSpanOfJsonHasNoEndOfEventsEither() {
        assertThatThrownBy(() -> read(json("\"events\": [" + "{},".repeat(2 * MANY) + "{}]")))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("send fewer spans at a time");
        assertThatThrownBy(() -> read(json("\"unknown\": [" + "1,".repeat(4 * MANY) + "1]")))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("send fewer spans at a time");
    }

    @Test
    void jsonIsReadInWhateverOrderItsFieldsStand() {
        List<ResourceSpans> read = read("""
                {"tomorrow": [{"a": 1}], "resource_spans": [null, {"scopeSpans": [null, {"schemaUrl": "x", "spans": [
                  {"traceId": "%s", "spanId": "00000000000000ff"}], "scope": {"name": "s"}}],
                  "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]}}]}
                """.formatted("ab".repeat(16)));

        assertThat(read).hasSize(2);
        assertThat(read.getLast().spans()).hasSize(1);
        assertThat(read.getLast().resource()).containsEntry("service.name", new AnyValue.Text("shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{\"resourceSpans\": {}}",
                "{\"resourceSpans\": [1]}",
                "{\"resourceSpans\": [{\"scopeSpans\": [[]]}]}"
            })
    void jsonThatIsNoRequestIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("Invalid OpenTelemetry format");
    }

    /// What unpacks to no more bytes than are allowed, but to a thousand times the objects.
    @Test
    void aPackedBodyIsCountedAsWhatItIs() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(empty(1));
        }

        assertThat(packed.size()).isLessThan(10_000);
        assertThatThrownBy(() -> OtlpReader.read(
                        Optional.of("application/x-protobuf"),
                        Optional.of("gzip"),
                        packed.toByteArray(),
                        memory.share()))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("more than 1,000,000");
    }

    /// As Claude Code sends them: ids of its own vocabulary, wider than OpenTelemetry's.
    @Test
    void aLinkThatCannotBeKeptCountsAsDropped() {
        Span read = only(read(request(span(TRACE, 1, 0, "a")
                .field(13, message().bytes(1, new byte[32]).bytes(2, Export.id(7)))
                .field(13, message().bytes(1, TRACE).bytes(2, Export.id(7)))
                .field(13, message().bytes(1, TRACE).bytes(2, new byte[3]))
                .number(14, 5))));

        assertThat(read.links())
                .singleElement()
                .satisfies(link -> assertThat(link.spanId()).isEqualTo(7));
        assertThat(read.dropped().links()).isEqualTo(7);

        Span ofJson = only(read(json("""
                "links": [{"traceId": "%s", "spanId": "0000000000000007"}, {"traceId": "%s", "spanId": "07"},
                  {"traceId": "toolu_01", "spanId": "0000000000000007"}], "droppedLinksCount": 4294967295
                """.formatted("ab".repeat(16), "ab".repeat(16)))));

        assertThat(ofJson.links()).hasSize(1);
        assertThat(ofJson.dropped().links()).isEqualTo(4_294_967_295L);
    }

    @Test
    void requestsShareTheMemoryAndOneThatNeedsMoreThanAllIsRefusedForGood() {
        IngestMemory small = new IngestMemory(1 << 20);
        byte[] body = request(span(TRACE, 1, 0, "a").with("k", "x".repeat(200_000)));
        try (IngestMemory.Share first = small.share()) {
            OtlpReader.read(Optional.of("application/x-protobuf"), Optional.empty(), body, first);
            try (IngestMemory.Share second = small.share()) {
                second.take(1);
                assertThatThrownBy(() -> second.take(600_000))
                        .isInstanceOfSatisfying(
                                OtlpException.class,
                                busy -> assertThat(busy.isBusy()).isTrue());
            }
            assertThatThrownBy(() -> small.share().take(2 << 20))
                    .isInstanceOfSatisfying(
                            OtlpException.class,
                            tooLarge -> assertThat(tooLarge.status()).isEqualTo(400));
        }
        small.share().take(1 << 20);
    }

    @Test
    void whatIsReservedIsPaidFromAndNoMoreThanThereIs() {
        IngestMemory small = new IngestMemory(1 << 20);
        try (IngestMemory.Share first = small.share()) {
            first.reserve(1 << 30);
            first.take(1 << 20);
        }
        try (IngestMemory.Share first = small.share();
                IngestMemory.Share second = small.share()) {
            first.reserve(500_000);
            first.take(500_000);
            second.reserve(500_000);
        }
    }

    /// As of a server whose heap is the least that a virtual machine takes for itself.
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aPackedBodyNeedsTheMemoryOfWhatItBecomesAndNoMore(String encoding) throws IOException {
        IngestMemory small = new IngestMemory(8 << 20);
        byte[] body = request(span(TRACE, 1, 0, "a").with("k", "x".repeat(1_500_000)));
        byte[] tooMuch = request(span(TRACE, 1, 0, "a").with("k", "x".repeat(3_000_000)));

        assertThat(only(read(encoding, body, small)).name()).isEqualTo("a");
        assertThatThrownBy(() -> read(encoding, tooMuch, small))
                .isInstanceOfSatisfying(
                        OtlpException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
        assertThat(only(read(encoding, body, small)).name()).isEqualTo("a");
    }

    private static List<ResourceSpans> read(String encoding, byte[] body, IngestMemory memory) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                encoding.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(body);
        }
        try (IngestMemory.Share share = memory.share()) {
            return OtlpReader.read(
                    Optional.of("application/x-protobuf"), Optional.of(encoding), packed.toByteArray(), share);
        }
    }

    @Test
    void aSpanWhoseTextIsMuchLongerThanItselfIsRefused() {
        Span read = only(read(request(span(TRACE, 1, 0, "a").with("k", "\u0001".repeat(12_000_000)))));

        assertThatThrownBy(() -> {
                    try (SpanJson json = SpanJson.bounded()) {
                        json.write(read);
                    }
                })
                .isInstanceOfSatisfying(
                        OtlpException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(422))
                .hasMessageContaining("more than 67,108,864 characters");
    }

    @Test
    void manyPartsArePaidForWhileTheyAreRead() {
        IngestMemory small = new IngestMemory(10 << 20);
        byte[] body = request(span(TRACE, 1, 0, "a").raw(empty(11)));

        assertThatThrownBy(() ->
                        OtlpReader.read(Optional.of("application/x-protobuf"), Optional.empty(), body, small.share()))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("memory");
    }
}
