package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST review-queues/answer`: what a person answers about an item, which is complete with it. Answers that they gave
/// before to the same questions are replaced.
///
/// @param reviewer the caller where nobody is named
public record AnswerReview(
        String queueId, String itemId, @Nullable String reviewer, List<Answer> answers) {
    public AnswerReview {
        Require.text("queue_id", queueId);
        Require.text("item_id", itemId);
        answers = Require.listOrEmpty(answers);
    }

    /// An answer to one question.
    ///
    /// @param value   a boolean for `pass_fail`, an option or a list of options, a number, or a text;
    ///                null takes back what was answered before
    /// @param comment why, where the question wants to know
    public record Answer(
            String schemaId,
            @Nullable Object value,
            @Nullable String comment) {
        public Answer {
            Require.text("schema_id", schemaId);
        }
    }

    public record Response(ReviewQueueItem item) {}
}
