package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.review.AnswerReview;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.traces.Traces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What people answer about the traces of a queue: assessments under the names of the questions.
final class ReviewAnswers {
    private final Database database;
    private final Traces traces;
    private final InstantSource clock;

    ReviewAnswers(Database database, Traces traces, InstantSource clock) {
        this.database = database;
        this.traces = traces;
        this.clock = clock;
    }

    /// Stores answers to some questions of a queue, and that the item is reviewed: both or neither. Who reviewed it
    /// first stays named.
    AnswerReview.Response answer(Caller caller, AnswerReview request) {
        String reviewer = NewQueue.reviewer(request.reviewer() == null ? caller.user() : request.reviewer());
        Texts.checkNonEmpty("reviewer", NewQueue.MAX_USER, reviewer);
        String itemId = request.itemId().strip();
        return database.write(tx -> {
            StoredQueue queue = ReviewQueues.locked(new ReviewQueueStore(tx, caller), request.queueId());
            ReviewItemStore store = new ReviewItemStore(tx, queue);
            ReviewQueueItem item = store.find(itemId).orElseThrow(() -> ReviewItems.missing(itemId, queue.queueId()));
            List<Traces.Said> said = said(request, new LabelSchemaStore(tx, caller).ofQueue(queue));
            traces.say(tx, caller, itemId, reviewer, said);
            return new AnswerReview.Response(
                    ReviewItems.changed(store, item, ReviewStatus.COMPLETE, reviewer, clock.millis()));
        });
    }

    private static List<Traces.Said> said(AnswerReview request, List<LabelSchema> schemas) {
        Map<String, LabelSchema> asked =
                schemas.stream().collect(Collectors.toMap(LabelSchema::schemaId, Function.identity()));
        Set<String> seen = new HashSet<>();
        List<Traces.Said> said = new ArrayList<>();
        for (AnswerReview.Answer answer : request.answers()) {
            LabelSchema schema = asked.get(answer.schemaId());
            if (schema == null) {
                throw ApiException.invalid(
                        "Label schema '%s' is no question of review queue '%s'. Read the queue again."
                                .formatted(answer.schemaId(), request.queueId()));
            }
            if (!seen.add(answer.schemaId())) {
                throw ApiException.invalid("Label schema '%s' is answered twice.".formatted(answer.schemaId()));
            }
            if (answer.value() != null) {
                AnswerValues.check(schema, answer.value());
            }
            said.add(new Traces.Said(
                    schema.name(),
                    schema.type() == LabelSchemaType.EXPECTATION,
                    answer.value(),
                    schema.enableComment() ? answer.comment() : null));
        }
        return said;
    }
}
