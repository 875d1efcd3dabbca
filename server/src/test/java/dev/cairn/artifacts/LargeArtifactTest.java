package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files are streamed: their size is no matter of memory.
final class LargeArtifactTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final long SIZE = 64L << 20;
    private static final long ALLOWED = 48L << 20;

    @Test
    void aLargeFileTakesLittleMemoryInEitherDirection() throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + SERVER.port() + FILES + "/large.bin");
        long before = peakAfterCollection();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> stored = client.send(
                    HttpRequest.newBuilder(uri)
                            .PUT(BodyPublishers.ofInputStream(Pattern::new))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(stored.statusCode()).isEqualTo(200);

            HttpResponse<InputStream> sent =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
            try (InputStream body = sent.body();
                    Pattern expected = new Pattern()) {
                byte[] buffer = new byte[1 << 16];
                for (byte[] part = body.readNBytes(buffer.length);
                        part.length > 0;
                        part = body.readNBytes(buffer.length)) {
                    assertThat(Arrays.equals(part, expected.readNBytes(part.length)))
                            .isTrue();
                }
                assertThat(expected.read()).isEqualTo(-1);
            }
        }

        assertThat(SERVER.artifacts().resolve("large.bin")).hasSize(SIZE);
        assertThat(peak() - before).isLessThan(ALLOWED);
    }

    /// The most that the old generation held since it was last collected: long-lived or large objects, no passing ones.
    private static long peakAfterCollection() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        return peak();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /// Bytes that tell where they are, as many as a large file has.
    private static final class Pattern extends InputStream {
        private long position;

        @Override
        public int read() {
            return position == SIZE ? -1 : (int) ((position++ * 31) >> 7) & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(length, SIZE - position);
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) read();
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
