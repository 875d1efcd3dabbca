package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.inference.Answered.Body;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private static Payload kept(Body request, int status, String... redacted) {
        InferenceTable settings =
                Settings.whole(new InferenceTable(true, null, null, null, null, List.of(redacted), null, null, null));
        Capture capture = new Capture(new StoredTable(1, 7, "inference/one", settings, List.of()), 1_000);
        Answered answered = new Answered(
                new Answered.Asked("e", "m", "1", "u", null, List.of(), List.of()),
                request,
                status,
                null,
                new Answered.Took(1, null, null, null));
        return Keeping.of(capture, answered);
    }

    @Test
    void aRequestThatWasNotReadIsMissingAndSaysSo() {
        for (String[] redacted : new String[][] {{}, {"ssn"}}) {
            Payload payload = kept(Body.UNREAD, 429, redacted);
            assertThat(payload.request()).isNull();
            assertThat(payload.loggingErrors()).isEqualTo("REQUEST_NOT_READ");
            assertThat(payload.statusCode()).isEqualTo(429);
        }
    }

    @Test
    void anEmptyRequestThatWasReadIsKept() {
        Payload payload = kept(new Body("".getBytes(UTF_8), "application/json"), 400);
        assertThat(payload.request()).isEmpty();
        assertThat(payload.loggingErrors()).isNull();
    }
}
