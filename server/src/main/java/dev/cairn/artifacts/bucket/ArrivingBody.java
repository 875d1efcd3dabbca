package dev.cairn.artifacts.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer on its way from the store. It may not be silent for long, no more of it is fetched than the
/// next piece, and what nobody wants any more is not read to its end, however large it is.
final class ArrivingBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long length;
    private volatile @Nullable Throwable failure;

    private List<ByteBuffer> pieces = List.of();
    private int next;
    private long read;
    private boolean ended;

    /// @param length the announced one in bytes, -1 if unknown
    private ArrivingBody(long length) {
        this.length = length;
    }

    static HttpResponse.BodySubscriber<InputStream> of(HttpResponse.ResponseInfo head) {
        return new ArrivingBody(
                head.headers().firstValueAsLong("Content-Length").orElse(-1));
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription.complete(made);
        made.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!buffers.isEmpty()) {
            arrived.add(buffers);
        }
    }

    @Override
    public void onError(Throwable broken) {
        failure = broken;
        arrived.add(List.of());
    }

    @Override
    public void onComplete() {
        arrived.add(List.of());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!ended && (next == pieces.size() || !pieces.get(next).hasRemaining())) {
            if (next < pieces.size()) {
                next++;
            } else {
                advance();
            }
        }
        if (ended) {
            return -1;
        }
        ByteBuffer piece = pieces.get(next);
        int got = Math.min(count, piece.remaining());
        piece.get(target, offset, got);
        read += got;
        return got;
    }

    private void advance() throws IOException {
        pieces = awaited();
        next = 0;
        ended = pieces.isEmpty();
        if (!ended) {
            subscription.join().request(1);
        } else if (failure != null) {
            throw new IOException("the answer broke off", failure);
        }
    }

    private List<ByteBuffer> awaited() throws IOException {
        try {
            List<ByteBuffer> piece = arrived.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
            if (piece != null) {
                return piece;
            }
            subscription.join().cancel();
            throw new IOException("the store was silent for %d seconds".formatted(SILENCE.toSeconds()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("this server is stopping", stopped);
        }
    }

    /// The connection is used again if all of the body was read.
    @Override
    public void close() {
        if (!ended && read != length) {
            subscription.join().cancel();
        }
    }
}
