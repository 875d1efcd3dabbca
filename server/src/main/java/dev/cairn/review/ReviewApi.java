package dev.cairn.review;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.LABEL_SCHEMA;
import static dev.cairn.access.Resource.REVIEW_QUEUE;
import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.AnswerReview;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.DeleteLabelSchema;
import dev.cairn.protocol.review.DeleteReviewQueue;
import dev.cairn.protocol.review.FindReviewPlace;
import dev.cairn.protocol.review.GetLabelSchema;
import dev.cairn.protocol.review.GetLabelSchemaByName;
import dev.cairn.protocol.review.GetOrCreateUserQueue;
import dev.cairn.protocol.review.GetReviewQueue;
import dev.cairn.protocol.review.GetReviewQueueByName;
import dev.cairn.protocol.review.ListLabelSchemas;
import dev.cairn.protocol.review.ListQueueProgress;
import dev.cairn.protocol.review.ListQueuedTraces;
import dev.cairn.protocol.review.ListReviewQueueItems;
import dev.cairn.protocol.review.ListReviewQueues;
import dev.cairn.protocol.review.RemoveItemsFromReviewQueue;
import dev.cairn.protocol.review.SetReviewQueueItemStatus;
import dev.cairn.protocol.review.UpdateLabelSchema;
import dev.cairn.protocol.review.UpdateReviewQueue;

/// The routes of reviews.
final class ReviewApi {
    private static final String V3 = "3.0/mlflow";

    private ReviewApi() {}

    static void labelSchemas(Routes routes, LabelSchemas rules) {
        Routes.Api api = routes.api(V3);
        Permission read = Permission.read(LABEL_SCHEMA);
        api.post("label-schemas/create", Permission.edit(EXPERIMENT), CreateLabelSchema.class, rules::create);
        api.get("label-schemas/get", read, GetLabelSchema.class, rules::get);
        api.get("label-schemas/get-by-name", read, GetLabelSchemaByName.class, rules::getByName);
        api.get("label-schemas/list", read, ListLabelSchemas.class, rules::list);
        api.patch("label-schemas/update", Permission.edit(LABEL_SCHEMA), UpdateLabelSchema.class, rules::update);
        api.delete("label-schemas/delete", Permission.manage(LABEL_SCHEMA), DeleteLabelSchema.class, rules::delete);
    }

    static void queues(Routes routes, ReviewQueues rules) {
        Routes.Api api = routes.api(V3);
        Permission read = Permission.read(REVIEW_QUEUE);
        api.post("review-queues/create", Permission.edit(EXPERIMENT), CreateReviewQueue.class, rules::create);
        api.post(
                "review-queues/get-or-create-user",
                Permission.edit(REVIEW_QUEUE),
                GetOrCreateUserQueue.class,
                rules::getOrCreateOfUser);
        api.get("review-queues/get", read, GetReviewQueue.class, rules::get);
        api.get("review-queues/get-by-name", read, GetReviewQueueByName.class, rules::getByName);
        api.get("review-queues/list", Permission.filtered(REVIEW_QUEUE), ListReviewQueues.class, rules::list);
        api.post("review-queues/update", Permission.manage(REVIEW_QUEUE), UpdateReviewQueue.class, rules::update);
        api.post("review-queues/delete", Permission.manage(REVIEW_QUEUE), DeleteReviewQueue.class, rules::delete);
    }

    static void items(Routes routes, ReviewItems rules) {
        Routes.Api api = routes.api(V3);
        Permission edit = Permission.edit(REVIEW_QUEUE);
        api.post("review-queues/items/add", edit, AddItemsToReviewQueue.class, rules::add);
        api.post("review-queues/items/remove", edit, RemoveItemsFromReviewQueue.class, rules::remove);
        api.get("review-queues/items/list", Permission.read(REVIEW_QUEUE), ListReviewQueueItems.class, rules::list);
        api.post("review-queues/items/set-status", edit, SetReviewQueueItemStatus.class, rules::setStatus);
    }

    static void work(Routes routes, ReviewWork work, ReviewAnswers answers) {
        Routes.Api api = routes.api("3.0/cairn");
        Permission read = Permission.read(REVIEW_QUEUE);
        api.get("review-queues/overview", Permission.filtered(REVIEW_QUEUE), ListQueueProgress.class, work::overview);
        api.get("review-queues/traces", read, ListQueuedTraces.class, work::traces);
        api.get("review-queues/place", read, FindReviewPlace.class, work::place);
        api.post(
                "review-queues/answer",
                Permission.both(Permission.edit(REVIEW_QUEUE), Permission.edit(TRACE)),
                AnswerReview.class,
                answers::answer);
    }
}
