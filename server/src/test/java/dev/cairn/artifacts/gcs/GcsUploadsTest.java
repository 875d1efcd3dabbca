package dev.cairn.artifacts.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.UploadedPart;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Long files on their way to a store that keeps less than it is sent.
final class GcsUploadsTest {
    private static final String KEY = "file";
    private static final int PART = 1_000;

    private ForgetfulStore store;
    private GcsCalls calls;
    private GcsUploads uploads;

    @BeforeEach
    void open() throws IOException {
        store = new ForgetfulStore();
        calls = new GcsCalls(store.destination());
        uploads = new GcsUploads(calls);
    }

    @AfterEach
    void close() {
        calls.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {PART, PART + 1, 2 * PART, 3 * PART - 1, 3 * PART})
    void partsArriveInOrderAndAreEndedWithTheHashOfAll(int length) {
        byte[] content = content(length);

        send(content);

        assertThat(store.content()).isEqualTo(content);
        assertThat(store.calls.getLast()).contains("/" + length).contains("crc32c=");
        assertThat(store.calls.subList(0, store.calls.size() - 1)).noneMatch(call -> call.contains("crc32c="));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 999})
    void whatTheStoreDidNotKeepIsSentAgain(int most) {
        store.most = most;
        byte[] content = content(2 * PART + 7);

        send(content);

        assertThat(store.content()).isEqualTo(content);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgain() {
        byte[] content = content(2 * PART + 7);
        store.silences = 1;

        send(content);

        assertThat(store.content()).isEqualTo(content);
        assertThat(store.calls).hasSize(5);
    }

    @Test
    void aStoreThatKeepsNothingIsNotAskedForEver() {
        store.most = 0;

        assertThatThrownBy(() -> send(content(PART)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code().status()).isEqualTo(503));
        assertThat(store.calls).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {PART, PART + 1})
    void anObjectOfOtherBytesIsNotLeftThere(int length) {
        store.isBroken = true;

        assertThatThrownBy(() -> send(content(length))).isInstanceOf(ApiException.class);
        assertThat(store.calls.getLast()).startsWith("DELETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "session?upload_id=1", "https://elsewhere.example/session", "mailto:a?upload_id=1", "::"})
    void aSessionThatIsNowhereIsNone(String session) {
        store.session = session;

        assertThatThrownBy(() -> uploads.begin(KEY))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code().status()).isEqualTo(503));
    }

    @Test
    void anUploadThatIsAbortedIsGone() {
        String upload = uploads.begin(KEY);

        uploads.abort(KEY, upload);

        assertThat(store.calls.getLast()).startsWith("DELETE");
    }

    private void send(byte[] content) {
        String upload = uploads.begin(KEY);
        List<UploadedPart> parts = new ArrayList<>();
        for (int from = 0; from < content.length; from += PART) {
            byte[] part = Arrays.copyOf(Arrays.copyOfRange(content, from, Math.min(content.length, from + PART)), PART);
            parts.add(uploads.send(KEY, upload, parts.size() + 1, part, Math.min(PART, content.length - from)));
        }
        uploads.complete(KEY, upload, parts);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
