package dev.cairn.remote;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// The body of an answer, whole. One that has too many bytes is a `TooLongException`, unlike one that breaks off.
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final int most;
    private long bytes;

    /// @param most bytes that it may have
    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription.complete(made);
        whole.onSubscribe(made);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (bytes > most) {
            return;
        }
        bytes += buffers.stream().mapToLong(Buffer::remaining).sum();
        if (bytes > most) {
            subscription.join().cancel();
            whole.onError(new TooLongException("The model's answer", most));
        } else {
            whole.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.onError(failure);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
