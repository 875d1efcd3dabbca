package dev.cairn.webhooks;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.outgoing.Answer;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.webhooks.CreateWebhook;
import dev.cairn.protocol.webhooks.DeleteWebhook;
import dev.cairn.protocol.webhooks.GetWebhook;
import dev.cairn.protocol.webhooks.ListWebhooks;
import dev.cairn.protocol.webhooks.TestWebhook;
import dev.cairn.protocol.webhooks.UpdateWebhook;
import dev.cairn.protocol.webhooks.Webhook;
import dev.cairn.protocol.webhooks.WebhookEvent;
import dev.cairn.protocol.webhooks.WebhookStatus;
import dev.cairn.protocol.webhooks.WebhookTestResult;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// MLflow's own webhooks (semantics, section 15). They are told of all models and prompts of their workspace.
final class MlflowWebhooks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int FAILURE = 400;

    private final Database database;
    private final Drafts drafts;
    private final WebhookSecrets secrets;
    private final Trial trial;
    private final InstantSource clock;

    MlflowWebhooks(Database database, Drafts drafts, WebhookSecrets secrets, Trial trial, InstantSource clock) {
        this.database = database;
        this.drafts = drafts;
        this.secrets = secrets;
        this.trial = trial;
        this.clock = clock;
    }

    CreateWebhook.Response create(Caller caller, CreateWebhook request) {
        checkName(request.name());
        drafts.checkUrl(request.url());
        Drafts.checkEvents(request.events());
        Drafts.checkDescription(request.description());
        Drafts.checkSecret("secret", request.secret());
        String id = UUID.randomUUID().toString();
        long now = clock.millis();
        StoredWebhook webhook = new StoredWebhook(
                id,
                caller.workspace().id(),
                caller.workspace().name(),
                false,
                request.name(),
                request.description(),
                request.url(),
                names(request.events()),
                Objects.requireNonNullElse(request.status(), WebhookStatus.ACTIVE)
                        .name(),
                null,
                null,
                true,
                secrets.seal(request.secret(), id, "secret"),
                null,
                now,
                now);
        return database.write(tx -> {
            Drafts.checkRoom(tx, caller.workspace());
            new WebhookStore(tx, caller.workspace()).insert(webhook);
            return new CreateWebhook.Response(shown(webhook));
        });
    }

    ListWebhooks.Response list(Caller caller, ListWebhooks request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        List<Webhook> all = database.read(tx -> new WebhookStore(tx, caller.workspace()).list(false)).stream()
                .map(MlflowWebhooks::shown)
                .toList();
        Page<Webhook> page = Page.of(
                offset, size, most -> all.stream().skip(offset).limit(most).toList());
        return new ListWebhooks.Response(page.rows(), page.next());
    }

    GetWebhook.Response get(Caller caller, GetWebhook request) {
        return new GetWebhook.Response(shown(find(caller, request.webhookId())));
    }

    UpdateWebhook.Response update(Caller caller, UpdateWebhook request) {
        @Nullable String name = givenOrNull(request.name());
        @Nullable String url = givenOrNull(request.url());
        if (name != null) {
            checkName(name);
        }
        if (url != null) {
            drafts.checkUrl(url);
        }
        Drafts.checkDescription(request.description());
        Drafts.checkSecret("secret", request.secret());
        StoredWebhook.Change set = new StoredWebhook.Change(
                name,
                request.description(),
                url,
                names(request.events()),
                request.status() == null ? null : request.status().name(),
                null,
                secrets.change(request.secret(), request.webhookId(), "secret"),
                null);
        return database.write(tx -> {
            StoredWebhook after =
                    checked(Standing.locked(tx, caller, request.webhookId())).with(set, clock.millis());
            new WebhookStore(tx, caller.workspace()).update(after);
            return new UpdateWebhook.Response(shown(after));
        });
    }

    Empty delete(Caller caller, DeleteWebhook request) {
        return database.write(tx -> {
            checked(Standing.locked(tx, caller, request.webhookId()));
            new WebhookStore(tx, caller.workspace()).delete(request.webhookId());
            return Empty.EMPTY;
        });
    }

    /// Sends an example, also to one that is disabled.
    TestWebhook.Response test(Caller caller, TestWebhook request) {
        StoredWebhook webhook = find(caller, request.webhookId());
        String event = request.event() == null
                ? webhook.events().getFirst()
                : names(List.of(request.event())).getFirst();
        try {
            Answer answer = trial.send(webhook, MlflowExamples.of(event));
            return new TestWebhook.Response(
                    new WebhookTestResult(answer.status() < FAILURE, answer.status(), answer.body(), null));
        } catch (IOException none) {
            return new TestWebhook.Response(
                    new WebhookTestResult(false, null, null, "Failed to test webhook: " + none.getMessage()));
        }
    }

    private StoredWebhook find(Caller caller, String id) {
        return database.read(tx -> checked(Standing.own(tx, caller, id)));
    }

    private static StoredWebhook checked(StoredWebhook webhook) {
        if (webhook.isManaged()) {
            throw Standing.missing(webhook.id());
        }
        return webhook;
    }

    private static @Nullable String givenOrNull(@Nullable String asked) {
        return asked == null || asked.isEmpty() ? null : asked;
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalid(
                    "Webhook name '%s' is invalid. It must start and end with a letter or digit, be less than 63 characters long, and contain only letters, digits, dots (.), underscores (_), and hyphens (-)."
                            .formatted(name));
        }
    }

    private static List<String> names(List<WebhookEvent> events) {
        return events.stream().map(MlflowWebhooks::name).distinct().toList();
    }

    private static String name(WebhookEvent event) {
        var actions = MlflowExamples.actions(event.entity());
        if (!actions.contains(event.action())) {
            throw ApiException.invalid("Invalid action '%s' for entity '%s'. Valid actions are: %s"
                    .formatted(
                            MlflowExamples.word(event.action()),
                            MlflowExamples.word(event.entity()),
                            MlflowExamples.list(actions)));
        }
        return MlflowExamples.name(event);
    }

    private static Webhook shown(StoredWebhook webhook) {
        return new Webhook(
                webhook.id(),
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events().stream().map(MlflowExamples::event).toList(),
                WebhookStatus.valueOf(webhook.status()),
                webhook.creationTime(),
                webhook.lastUpdateTime());
    }
}
