package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How files come to a bucket, and what they cost this server on the way.
final class BucketWritesTest {
    private static final int MIB = 1 << 20;

    private final MemoryBucket bucket = new MemoryBucket();
    private final BucketWrites writes = new BucketWrites(bucket, new UploadMemory(64));

    @ParameterizedTest
    @CsvSource({
        "0,         true",
        "1,         true",
        "262144,    true",
        "262145,    true",
        "16777215,  true",
        "16777216,  true",
        "16777217,  true",
        "40000000,  true",
        "0,         false",
        "1,         false",
        "67108864,  false",
        "67108865,  false"
    })
    void aFileArrivesAsItWasSent(int size, boolean isAnnounced) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);

        writes.write("file", upload(new ByteArrayInputStream(content), isAnnounced ? size : -1));

        assertThat(bucket.objects.get("file")).isEqualTo(content);
        assertThat(bucket.parts).isEmpty();
    }

    @Test
    void clientsThatSendSlowlyTakeNothingFromTheOthers() throws Exception {
        byte[] half = new byte[20 * MIB];
        PipedOutputStream one = new PipedOutputStream();
        PipedOutputStream other = new PipedOutputStream();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            InputStream slow = new PipedInputStream(one);
            InputStream streaming = new PipedInputStream(other);
            Future<?> first = clients.submit(() -> write("slow", upload(slow, 2L * half.length)));
            Future<?> second = clients.submit(() -> write("streaming", upload(streaming, -1)));
            one.write(half);
            other.write(half);

            write("quick", upload(new ByteArrayInputStream(half), -1));

            assertThat(bucket.objects).containsOnlyKeys("quick");
            one.write(half);
            other.write(half);
            one.close();
            other.close();
            first.get();
            second.get();
        }
        assertThat(bucket.objects).containsOnlyKeys("quick", "slow", "streaming");
        assertThat(bucket.objects.get("slow")).hasSize(2 * half.length);
        assertThat(bucket.objects.get("streaming")).hasSize(2 * half.length);
    }

    private boolean write(String key, Upload upload) throws IOException {
        writes.write(key, upload);
        return true;
    }

    private static Upload upload(InputStream content, long length) {
        return new Upload(content, length, Optional.empty());
    }
}
