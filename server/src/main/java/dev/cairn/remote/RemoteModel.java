package dev.cairn.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.InvocationRequest;
import dev.cairn.scoring.invocation.InvocationResponse;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A model that pods of a cluster hold. Requests go to `cairn serve` in them as they came, and answers come back so.
final class RemoteModel implements Servable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteModel.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration TRIAL = Duration.ofSeconds(10);
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
    private static final byte[] FAILURE = "{\"error\":".getBytes(UTF_8);
    private static final int MOVED = 300;
    private static final int REFUSED = 400;
    private static final int TOO_MANY = 429;
    private static final int FAILED = 500;
    private static final int BUSY = 503;
    private static final int LONGEST_PAUSE = 3_600;
    private static final int LONGEST_WORDS = 500;

    private final ModelFolder folder;
    private final URI invocations;
    private final String name;
    private final PodCalls calls;
    private final Runnable afterwards;

    /// @param invocations where its pods are asked
    /// @param name        of their release
    /// @param afterwards  what is done once it is closed
    RemoteModel(ModelFolder folder, URI invocations, String name, PodCalls calls, Runnable afterwards) {
        this.folder = folder;
        this.invocations = invocations;
        this.name = name;
        this.calls = calls;
        this.afterwards = afterwards;
    }

    @Override
    public ModelFolder folder() {
        return folder;
    }

    /// Pods have done so before they answer: it is tried for a moment only, whether that goes well.
    @Override
    public boolean warmUp() {
        try {
            return folder.servingExample()
                    .map(example -> answer(example.getBytes(UTF_8), Answer.JSON, Asker.NOBODY, TRIAL))
                    .filter(answer -> answer.status() == Answer.OK)
                    .isPresent();
        } catch (ApiException | ModelFormatException failure) {
            LOG.info("release={} cannot score the example of its model, and is served without", name, failure);
            return false;
        }
    }

    @Override
    public Answer answer(byte[] body, String contentType) {
        return answer(body, contentType, Asker.NOBODY);
    }

    @Override
    public Answer answer(byte[] body, String contentType, Asker asker) {
        return answer(body, contentType, asker, PodCalls.ANSWER);
    }

    private Answer answer(byte[] body, String contentType, Asker asker, Duration most) {
        asker.begins();
        try {
            return switch (calls.post(invocations, body, contentType, most)) {
                case PodCalls.Whole whole -> whole(whole);
                case PodCalls.Events events -> inParts(events, asker);
            };
        } catch (IOException away) {
            throw away(away);
        }
    }

    private Answer whole(PodCalls.Whole reply) {
        int status = reply.status();
        if (status == TOO_MANY) {
            throw ApiException.tooMany(words(reply), pause(reply.retryAfter()));
        }
        if (status == BUSY) {
            throw ApiException.busy(words(reply));
        }
        boolean isMoved = status >= MOVED && status < REFUSED; // by what stands before `cairn serve`
        return isMoved ? Answer.none() : Answer.given(status, reply.mediaType(), reply.body());
    }

    /// What a pod says of why it does not answer now.
    private String words(PodCalls.Whole reply) {
        String said = json(reply.body())
                .map(json -> json.path("message").asString(""))
                .orElse("");
        return said.isEmpty()
                ? "The pods of %s have no time for the request. Try again shortly.".formatted(name)
                : said.substring(0, Math.min(said.length(), LONGEST_WORDS));
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Json.readAnswer(body));
        } catch (JacksonException | ApiException noJson) {
            LOG.debug("a pod refuses a request in words that are not JSON", noJson);
            return Optional.empty();
        }
    }

    private static int pause(String retryAfter) {
        return retryAfter.matches("\\d{1,9}") ? Math.clamp(Integer.parseInt(retryAfter), 1, LONGEST_PAUSE) : 1;
    }

    private Answer inParts(PodCalls.Events reply, Asker asker) {
        boolean isBegun = false;
        long began = System.nanoTime();
        try (EventReader events = new EventReader(reply.stream())) {
            if (!asker.takesParts()) {
                return Answer.onlyWhole();
            }
            while (System.nanoTime() - began < LONGEST.toNanos()) {
                byte[] part;
                try {
                    part = calls.next(events);
                } catch (IOException away) {
                    LOG.info("release={} did not end an answer", name, away);
                    if (!isBegun) {
                        throw away(away);
                    }
                    return ended(
                            away instanceof TooLongException tooLong
                                    ? tooLong.words()
                                    : "The model did not answer to the end.",
                            asker);
                }
                if (Arrays.equals(part, DONE)) {
                    return Answer.inParts(Answer.OK);
                }
                Optional<String> failure = failure(part);
                if (failure.isPresent()) {
                    return ended(failure.get(), asker);
                }
                isBegun = true;
                asker.take(part);
            }
            return ended("Its answer took more than %d minutes.".formatted(LONGEST.toMinutes()), asker);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Why there are no more parts, if that is what a part says.
    private static Optional<String> failure(byte[] part) {
        return part.length >= FAILURE.length && Arrays.equals(part, 0, FAILURE.length, FAILURE, 0, FAILURE.length)
                ? json(part)
                        .map(json -> json.path("error"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                : Optional.empty();
    }

    private static Answer ended(String why, Asker asker) throws IOException {
        asker.takeFailure(why);
        return Answer.inParts(FAILED);
    }

    private ApiException away(IOException failure) {
        LOG.debug("release={} cannot be asked", name, failure);
        if (failure instanceof TooLongException tooLong) {
            return new ApiException(ErrorCode.INTERNAL_ERROR, tooLong.words());
        }
        String why = switch (failure) {
            case ConnectException _ -> "no connection to them can be made";
            case HttpTimeoutException _ -> "they take too long";
            default -> "the connection to them broke off";
        };
        return ApiException.busy("The pods of %s do not answer: %s. Try again shortly.".formatted(name, why));
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
    public boolean computesHere() {
        return false;
    }

    @Override
    public void close() {
        afterwards.run();
    }
}
