package dev.cairn.webhooks;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.outgoing.Answer;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.webhooks.CreateRegistryWebhook;
import dev.cairn.protocol.webhooks.DeleteRegistryWebhook;
import dev.cairn.protocol.webhooks.HttpUrlSpec;
import dev.cairn.protocol.webhooks.JobSpec;
import dev.cairn.protocol.webhooks.ListRegistryWebhooks;
import dev.cairn.protocol.webhooks.RegistryWebhook;
import dev.cairn.protocol.webhooks.RegistryWebhookEvent;
import dev.cairn.protocol.webhooks.RegistryWebhookStatus;
import dev.cairn.protocol.webhooks.TestRegistryWebhook;
import dev.cairn.protocol.webhooks.UpdateRegistryWebhook;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.NewIds;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The managed platform's webhooks (surface.md, section A), of one model or of all of a workspace.
final class ManagedWebhooks {
    private final Database database;
    private final Drafts drafts;
    private final WebhookSecrets secrets;
    private final Trial trial;
    private final InstantSource clock;

    ManagedWebhooks(Database database, Drafts drafts, WebhookSecrets secrets, Trial trial, InstantSource clock) {
        this.database = database;
        this.drafts = drafts;
        this.secrets = secrets;
        this.trial = trial;
        this.clock = clock;
    }

    CreateRegistryWebhook.Response create(Caller caller, CreateRegistryWebhook request) {
        refuseJob(request.jobSpec());
        HttpUrlSpec spec = request.httpUrlSpec();
        @Nullable String url = spec == null ? null : spec.url();
        if (spec == null || url == null) {
            throw ApiException.invalid("Missing value for required parameter 'http_url_spec.url'.");
        }
        Drafts.checkEvents(request.events());
        drafts.checkUrl(url);
        check(request.description(), spec);
        String id = NewIds.of("");
        @Nullable String secret = secrets.seal(spec.secret(), id, "secret");
        @Nullable String authorization = secrets.seal(spec.authorization(), id, "authorization");
        @Nullable String model = request.modelName();
        long now = clock.millis();
        return database.write(tx -> {
            @Nullable Long only = null;
            if (model == null || model.isEmpty()) {
                Guard.requireManages(caller.rights(), caller.workspace());
            } else {
                only = Standing.model(tx, caller, model);
            }
            Drafts.checkRoom(tx, caller.workspace());
            StoredWebhook webhook = new StoredWebhook(
                    id,
                    caller.workspace().id(),
                    caller.workspace().name(),
                    true,
                    "",
                    request.description(),
                    url,
                    names(request.events()),
                    Objects.requireNonNullElse(request.status(), RegistryWebhookStatus.ACTIVE)
                            .name(),
                    only,
                    only == null ? null : model,
                    !Boolean.FALSE.equals(spec.enableSslVerification()),
                    secret,
                    authorization,
                    now,
                    now);
            new WebhookStore(tx, caller.workspace()).insert(webhook);
            return new CreateRegistryWebhook.Response(shown(webhook));
        });
    }

    /// Those that the caller may do something with.
    ListRegistryWebhooks.Response list(Caller caller, ListRegistryWebhooks request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        List<String> events = names(request.events());
        List<RegistryWebhook> all = database.read(tx -> new WebhookStore(tx, caller.workspace()).list(true)).stream()
                .filter(webhook -> Standing.isOwn(caller, webhook))
                .filter(webhook ->
                        request.modelName() == null || request.modelName().equals(webhook.modelName()))
                .filter(webhook -> events.isEmpty() || webhook.events().stream().anyMatch(events::contains))
                .map(ManagedWebhooks::shown)
                .toList();
        Page<RegistryWebhook> page = Page.of(
                offset, size, most -> all.stream().skip(offset).limit(most).toList());
        return new ListRegistryWebhooks.Response(page.rows(), page.next());
    }

    UpdateRegistryWebhook.Response update(Caller caller, UpdateRegistryWebhook request) {
        refuseJob(request.jobSpec());
        HttpUrlSpec spec = Objects.requireNonNullElse(request.httpUrlSpec(), new HttpUrlSpec(null, null, null, null));
        if (spec.url() != null) {
            drafts.checkUrl(spec.url());
        }
        check(request.description(), spec);
        StoredWebhook.Change set = new StoredWebhook.Change(
                null,
                request.description(),
                spec.url(),
                names(request.events()),
                request.status() == null ? null : request.status().name(),
                spec.enableSslVerification(),
                secrets.change(spec.secret(), request.id(), "secret"),
                secrets.change(spec.authorization(), request.id(), "authorization"));
        return database.write(tx -> {
            StoredWebhook after =
                    checked(Standing.locked(tx, caller, request.id())).with(set, clock.millis());
            new WebhookStore(tx, caller.workspace()).update(after);
            return new UpdateRegistryWebhook.Response(shown(after));
        });
    }

    Empty delete(Caller caller, DeleteRegistryWebhook request) {
        return database.write(tx -> {
            checked(Standing.locked(tx, caller, request.id()));
            new WebhookStore(tx, caller.workspace()).delete(request.id());
            return Empty.EMPTY;
        });
    }

    /// Sends an example, whatever the webhook's status.
    TestRegistryWebhook.Response test(Caller caller, TestRegistryWebhook request) {
        StoredWebhook webhook = database.read(tx -> checked(Standing.own(tx, caller, request.id())));
        RegistryWebhookEvent event = request.event() == null
                ? RegistryWebhookEvent.valueOf(webhook.events().getFirst())
                : request.event();
        try {
            Answer answer = trial.send(webhook, ManagedEvents.example(event));
            return new TestRegistryWebhook.Response(answer.status(), answer.body());
        } catch (IOException none) {
            throw ApiException.badRequest("The webhook got no answer: " + none.getMessage());
        }
    }

    private static StoredWebhook checked(StoredWebhook webhook) {
        if (!webhook.isManaged()) {
            throw Standing.missing(webhook.id());
        }
        return webhook;
    }

    private static void check(@Nullable String description, HttpUrlSpec spec) {
        Drafts.checkDescription(description);
        Drafts.checkSecret("secret", spec.secret());
        Drafts.checkHeader("authorization", spec.authorization());
    }

    private static void refuseJob(@Nullable JobSpec job) {
        if (job != null) {
            throw ApiException.invalid("This server runs no jobs: give the webhook an http_url_spec.");
        }
    }

    private static List<String> names(List<RegistryWebhookEvent> events) {
        return events.stream().map(RegistryWebhookEvent::name).distinct().toList();
    }

    private static RegistryWebhook shown(StoredWebhook webhook) {
        return new RegistryWebhook(
                webhook.id(),
                webhook.events().stream().map(RegistryWebhookEvent::valueOf).toList(),
                webhook.creationTime(),
                webhook.lastUpdateTime(),
                webhook.description(),
                RegistryWebhookStatus.valueOf(webhook.status()),
                new HttpUrlSpec(webhook.url(), webhook.verifiesTls(), null, null),
                webhook.modelName());
    }
}
