package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.TestGcs;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.artifacts.bucket.OneByOne;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts that clients send, and what becomes of them.
final class GcsMultipartTest {
    private static final String KEY = "some/prefix/folder/file";
    private static final String UPLOADS = "some/prefix/.cairn-uploads/";

    /// More than two levels of 32 take at once.
    private static final int MANY = 1_030;

    /// More than one level takes.
    private static final int SOME = 33;

    private TestGcs store;
    private GcsBucket bucket;
    private SignedTransfer signed;

    @BeforeEach
    void open() throws IOException {
        store = TestGcs.inMemory();
        bucket = GcsBucket.open(store.bucket());
        signed = bucket.signed().orElseThrow();
    }

    @AfterEach
    void close() {
        bucket.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, MANY})
    void anyNumberOfPartsBecomesOneFileAndNothingElseIsLeft(int parts) throws IOException {
        String upload = sent(parts);

        signed.complete(KEY, upload, numbered(parts), Admission.ANY);

        assertThat(content()).isEqualTo(whole(parts));
        assertThat(left()).allMatch(key -> key.endsWith("/mark") || key.contains("/done-"));
        signed.complete(KEY, upload, numbered(parts), Admission.ANY); // since the answer may have been lost
        assertThat(content()).isEqualTo(whole(parts));
    }

    /// As when this server is killed, or the store goes away: all that is known of an upload lies there.
    @Test
    void wheneverACompletionBreaksOffNothingHalfIsSeenAndItCanBeCompletedAgain() throws IOException {
        int broken = 0;
        for (boolean isComplete = false; !isComplete; broken++) {
            String upload = sent(SOME);
            bucket.delete(List.of(KEY));
            store.gate().refuseAfter(broken);
            try {
                signed.complete(KEY, upload, numbered(SOME), Admission.ANY);
                isComplete = true;
            } catch (ApiException brokenOff) {
                assertThat(brokenOff.code().status()).isEqualTo(503);
            } finally {
                store.gate().refuseAfter(Integer.MAX_VALUE);
            }
            if (bucket.find(KEY).isPresent()) {
                assertThat(content()).isEqualTo(whole(SOME));
            }
            signed.complete(KEY, upload, numbered(SOME), Admission.ANY);
            assertThat(content()).as("broken off after %d calls", broken).isEqualTo(whole(SOME));
        }
        assertThat(broken).isGreaterThan(6);
    }

    @Test
    void abortingTakesThePartsAlong() {
        String upload = sent(3);
        String other = sent(2);

        signed.abort(KEY, upload);
        signed.abort(KEY, "../" + other);

        assertThatThrownBy(() -> signed.complete(KEY, upload, numbered(3), Admission.ANY))
                .hasMessageContaining("No such multipart");
        assertThat(left()).hasSize(3).allMatch(key -> key.contains(other));
        assertThat(bucket.find(KEY)).isEmpty();
    }

    @Test
    void aPartThatIsMissingIsNamed() {
        String upload = sent(2);

        assertThatThrownBy(() -> signed.complete(KEY, upload, numbered(3), Admission.ANY))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Part 3");
        assertThat(bucket.find(KEY)).isEmpty();
    }

    @Test
    void aNameThatTheStoreCannotTakeIsTheClientsMistake() {
        String longest = "x".repeat(1_024);
        String longer = "é".repeat(513);

        assertThat(bucket.find(longest)).isEmpty();
        assertThatThrownBy(() -> bucket.put(longer, new byte[0], 0))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code().status()).isEqualTo(400));
        assertThatThrownBy(() -> signed.begin(longer)).isInstanceOf(ApiException.class);
    }

    /// Each of a few bytes, told apart, where their URLs lead.
    private String sent(int parts) {
        String upload = signed.begin(KEY);
        String first = URI.create(
                        signed.part(KEY, upload, 1, Duration.ofMinutes(1)).url())
                .getPath();
        String beginning = first.substring(first.indexOf(UPLOADS)).replaceFirst("\\d+$", "");
        OneByOne.each(
                IntStream.rangeClosed(1, parts).mapToObj(Integer::toString).toList(), number -> {
                    byte[] content = part(Integer.parseInt(number)).getBytes(UTF_8);
                    bucket.put("%s%05d".formatted(beginning, Integer.parseInt(number)), content, content.length);
                });
        return upload;
    }

    private static String part(int number) {
        return number + ";";
    }

    private static String whole(int parts) {
        return IntStream.rangeClosed(1, parts).mapToObj(GcsMultipartTest::part).collect(Collectors.joining());
    }

    private static List<UploadedPart> numbered(int parts) {
        return IntStream.rangeClosed(1, parts)
                .mapToObj(number -> new UploadedPart(number, ""))
                .toList();
    }

    private String content() throws IOException {
        StoredObject file = bucket.find(KEY).orElseThrow();
        try (InputStream in = bucket.open(KEY, file.etag(), ByteRange.all(file.size()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<String> left() {
        return bucket.page(UPLOADS, "", 1_000, false).objects().stream()
                .map(StoredObject::key)
                .toList();
    }
}
