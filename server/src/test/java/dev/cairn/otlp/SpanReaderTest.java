package dev.cairn.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of spans as MLflow writes them.
class SpanReaderTest {
    private static final int MANY = 2_000_000;

    private final IngestMemory memory = new IngestMemory(2L << 30);

    private List<Span> read(String file) {
        try (IngestMemory.Share share = memory.share()) {
            return SpanReader.ofFile(file.getBytes(StandardCharsets.UTF_8), share);
        }
    }

    private static String file(String traceId, String spanId, String more) {
        return """
                {"spans": [{"trace_id": "%s", "span_id": "%s", "name": "a", "start_time_unix_nano": 1700000000000000000%s}]}
                """.formatted(traceId, spanId, more);
    }

    private void isRefused(String file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        OtlpException.class,
                        refusal -> assertThat(refusal.status()).isIn(400, 422))
                .hasMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "0xab", "tr-ab", "tr-0xab", "trace:/main.logs/ab", "000000000000000000000000000000AB"})
    void anIdIsTheDigitsBehindItsPrefix(String traceId) {
        Span span = read(file(traceId, "AAAAAAAAAP8=", "")).getFirst();

        assertThat(span.traceId()).isEqualTo("0".repeat(30) + "ab");
        assertThat(span.spanId()).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "+5", "tr-", "x", "0x-1", "1ab0000000000000000000000000000000"})
    void anIdThatIsNoneIsRefused(String traceId) {
        isRefused(file(traceId, "1", ""), "must be at most 32 hexadecimal digits");
    }

    /// Such a number is worth minutes of a processor where it is read as one.
    @Test
    void anIdOfMillionsOfDigitsIsRefusedAtOnce() {
        isRefused(file("f".repeat(8_000_000), "1", ""), "must be at most 32 hexadecimal digits");
        isRefused(file("1", "/".repeat(8_000_000), ""), "must be at most 16 hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"-1\"", "18446744073709551616", "1e300", "\"tomorrow\"", "true"})
    void aTimeThatIsNoneIsRefused(String time) {
        isRefused(file("1", "1", ", \"end_time_unix_nano\": " + time), "");
        isRefused(file("1", "1", ", \"events\": [{\"time_unix_nano\": %s}]".formatted(time)), "");
    }

    @Test
    void aTimeThatIsNotKnownYetIsNone() {
        assertThat(read(file("1", "1", ", \"end_time_unix_nano\": null"))
                        .getFirst()
                        .end())
                .isZero();
    }

    @Test
    void aFileHasNoMoreSpansThanARequest() {
        String span = "{\"trace_id\": \"1\", \"span_id\": \"1\"},";

        assertThat(read("{\"spans\": [" + span.repeat(9) + span.replace("},", "}]}")))
                .hasSize(10);
        isRefused("{\"spans\": [" + span.repeat(50_000) + span.replace("},", "}]}"), "more than 50,000 spans");
    }

    @Test
    void whatASpanIsMadeOfIsCountedWhateverItIsWrittenIn() {
        String many = ", \"a\": \"[" + "{},".repeat(300_000) + "{}]\"";

        isRefused(file("1", "1", ", \"events\": [" + "{},".repeat(2 * MANY) + "{}]"), "send fewer spans at a time");
        isRefused(file("1", "1", ", \"attributes\": {\"a\": [" + "1,".repeat(4 * MANY) + "1]}"), "at a time");
        isRefused(
                file(
                        "1",
                        "1",
                        ", \"attributes\": {\"b\": 1" + many + many.replace("\"a\"", "\"c\"")
                                + many.replace("\"a\"", "\"d\"") + many.replace("\"a\"", "\"e\"") + "}"),
                "send fewer spans at a time");
        assertThat(read(file("1", "1", ", \"attributes\": {\"a\": \"[" + "1,".repeat(MANY) + "1]\"}"))
                        .getFirst()
                        .attributes()
                        .get("a"))
                .isInstanceOf(AnyValue.Text.class);
    }

    @Test
    void whatAFileBecomesIsPaidFor() {
        IngestMemory small = new IngestMemory(1 << 20);
        byte[] file = file("1", "1", ", \"attributes\": {\"a\": \"" + "x".repeat(300_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SpanReader.ofFile(file, small.share()))
                .isInstanceOf(OtlpException.class)
                .hasMessageContaining("more memory than the server has for one");
    }

    @Test
    void valuesThatLieTooDeepInEachOtherAreRefused() {
        isRefused(
                file("1", "1", ", \"attributes\": {\"a\": " + "[".repeat(600) + "]".repeat(600) + "}"),
                "more than 500 deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "1", "{\"spans\": {}}", "{\"spans\": null}"})
    void aFileWithoutAListOfSpansIsNone(String file) {
        isRefused(file, "must be a JSON object with a list of 'spans'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"spans\": [", "{\"spans\": [{]}", "{\"spans\": []} {}"})
    void aFileThatIsCutOffOrGoesOnIsNone(String file) {
        isRefused(file, "not the JSON of spans");
    }
}
