package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.InvocationRequest;
import dev.cairn.scoring.invocation.InvocationResponse;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model that processes of Python hold. Requests go to MLflow's own scoring code in them, as they came.
final class PythonModel implements Servable {
    private static final Logger LOG = LoggerFactory.getLogger(PythonModel.class);
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final int ABOVE_ALL = 600;

    private final ModelFolder folder;
    private final WorkerPool pool;
    private final Runnable afterwards;

    /// @param afterwards what is done once it is closed
    PythonModel(ModelFolder folder, WorkerPool pool, Runnable afterwards) {
        this.folder = folder;
        this.pool = pool;
        this.afterwards = afterwards;
    }

    @Override
    public ModelFolder folder() {
        return folder;
    }

    @Override
    public boolean warmUp() {
        try {
            return Servable.super.warmUp();
        } catch (ApiException failure) {
            LOG.info("a model cannot score its example, and is served without", failure);
            return false;
        }
    }

    @Override
    public Answer answer(byte[] body, String contentType) {
        return answer(body, contentType, Asker.NOBODY);
    }

    @Override
    public Answer answer(byte[] body, String contentType, Asker asker) {
        WorkerPool.Given given = pool.ask(Request.of(contentType, body), asker::begins);
        Reply reply = given.reply();
        if (reply.isPromise()) {
            return inParts(given, asker);
        }
        return Answer.given(reply.status(), reply.mediaType(), reply.body());
    }

    private Answer inParts(WorkerPool.Given given, Asker asker) {
        boolean isBegun = false;
        try (Parts parts = pool.parts(given)) {
            if (!asker.takesParts()) {
                return Answer.onlyWhole();
            }
            while (true) {
                switch (parts.next()) {
                    case Parts.Part(byte[] json) -> {
                        isBegun = true;
                        asker.take(json);
                    }
                    case Parts.End() -> {
                        return Answer.inParts(Answer.OK);
                    }
                    case Parts.Failed(int status, byte[] why) -> {
                        return failed(status, why, isBegun, asker);
                    }
                }
            }
        } catch (WorkerException ended) {
            String why = "The model did not answer. " + ended.getMessage();
            if (!isBegun) {
                throw new ApiException(ErrorCode.INTERNAL_ERROR, why);
            }
            return ended(why, FAILED, asker);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// What failed before the first part is answered as if no parts had been asked for.
    private static Answer failed(int status, byte[] why, boolean isBegun, Asker asker) {
        int known = status < REFUSED || status >= ABOVE_ALL ? FAILED : status;
        return isBegun
                ? ended(new String(why, UTF_8), known, asker)
                : new Answer(known, Answer.JSON, why, Answer.ALL_JSON);
    }

    private static Answer ended(String why, int status, Asker asker) {
        try {
            asker.takeFailure(why);
            return Answer.inParts(status);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public Predictions score(Payload payload) {
        Answer answer = answer(InvocationRequest.toJson(payload), Answer.JSON);
        if (answer.status() >= FAILED) {
            throw new ApiException(ErrorCode.INTERNAL_ERROR, new String(answer.body(), UTF_8));
        }
        return InvocationResponse.of(answer);
    }

    @Override
    public long bytesElsewhere() {
        return pool.bytes();
    }

    @Override
    public Optional<Usage> usage() {
        return pool.usage();
    }

    @Override
    public Optional<String> trouble() {
        return pool.trouble();
    }

    @Override
    public boolean computesHere() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
        afterwards.run();
    }
}
