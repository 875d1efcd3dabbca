package dev.cairn.review;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.DeleteLabelSchema;
import dev.cairn.protocol.review.GetLabelSchema;
import dev.cairn.protocol.review.GetLabelSchemaByName;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ListLabelSchemas;
import dev.cairn.protocol.review.UpdateLabelSchema;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The questions that reviewers of an experiment's traces are asked. Each experiment has one from its first list on,
/// which can be neither changed nor deleted.
final class LabelSchemas {
    private static final String DEFAULT_NAME = "Feedback";
    private static final String DEFAULT_INSTRUCTION = "Share any feedback on this trace.";
    private static final int MAX_NAME = 250;
    private static final int MAX_INSTRUCTION = 1_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    LabelSchemas(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    CreateLabelSchema.Response create(Caller caller, CreateLabelSchema request) {
        checkName(request.name());
        checkInstruction(request.instruction());
        LabelInputs.check(request.input());
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            long now = clock.millis();
            LabelSchema schema = new LabelSchema(
                    NewIds.of("ls-"),
                    Long.toString(experiment),
                    request.name(),
                    request.type(),
                    request.instruction(),
                    Boolean.TRUE.equals(request.enableComment()),
                    request.input(),
                    now,
                    now,
                    false);
            if (!new LabelSchemaStore(tx, caller).insert(schema)) {
                throw taken(request.name(), request.experimentId());
            }
            return new CreateLabelSchema.Response(schema);
        });
    }

    GetLabelSchema.Response get(Caller caller, GetLabelSchema request) {
        return database.read(tx -> new GetLabelSchema.Response(new LabelSchemaStore(tx, caller)
                .find(request.schemaId())
                .orElseThrow(() -> missing(request.schemaId()))));
    }

    GetLabelSchemaByName.Response getByName(Caller caller, GetLabelSchemaByName request) {
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            return new GetLabelSchemaByName.Response(new LabelSchemaStore(tx, caller)
                    .findByName(experiment, request.name())
                    .orElseThrow(() -> ApiException.missing("Label schema with name '%s' not found for experiment '%s'."
                            .formatted(request.name(), request.experimentId()))));
        });
    }

    ListLabelSchemas.Response list(Caller caller, ListLabelSchemas request) {
        int size = PageSize.LABEL_SCHEMAS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        addDefault(caller, request.experimentId());
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            LabelSchemaStore store = new LabelSchemaStore(tx, caller);
            Page<LabelSchema> page = Page.of(offset, size, most -> store.list(experiment, offset, most));
            return new ListLabelSchemas.Response(page.rows(), Objects.requireNonNullElse(page.next(), ""));
        });
    }

    private void addDefault(Caller caller, String experimentId) {
        boolean there = database.read(tx -> new LabelSchemaStore(tx, caller)
                .findByName(tracking.getExperiment(tx, caller, experimentId), DEFAULT_NAME)
                .isPresent());
        if (there) {
            return;
        }
        database.write(tx -> {
            long now = clock.millis();
            return new LabelSchemaStore(tx, caller)
                    .insert(new LabelSchema(
                            NewIds.of("ls-"),
                            Long.toString(tracking.getExperiment(tx, caller, experimentId)),
                            DEFAULT_NAME,
                            LabelSchemaType.FEEDBACK,
                            DEFAULT_INSTRUCTION,
                            false,
                            new LabelSchemaInput(null, null, null, new InputText(null)),
                            now,
                            now,
                            true));
        });
    }

    UpdateLabelSchema.Response update(Caller caller, UpdateLabelSchema request) {
        return database.write(tx -> {
            LabelSchemaStore store = new LabelSchemaStore(tx, caller);
            LabelSchema before = store.locked(request.schemaId()).orElseThrow(() -> missing(request.schemaId()));
            LabelSchema after = changed(before, request);
            try {
                store.update(after);
            } catch (DatabaseException refused) {
                throw refused.isConstraint() ? taken(after.name(), after.experimentId()) : refused;
            }
            return new UpdateLabelSchema.Response(after);
        });
    }

    private LabelSchema changed(LabelSchema before, UpdateLabelSchema request) {
        if (before.isDefault()) {
            throw ApiException.invalid("The experiment's default question cannot be edited.");
        }
        if (request.name() != null) {
            checkName(request.name());
        }
        checkInstruction(request.instruction());
        if (request.input() != null) {
            LabelInputs.check(request.input());
            LabelInputs.checkChange(before.input(), request.input());
        }
        return new LabelSchema(
                before.schemaId(),
                before.experimentId(),
                Objects.requireNonNullElse(request.name(), before.name()),
                before.type(),
                request.instruction() == null ? before.instruction() : request.instruction(),
                request.enableComment() == null ? before.enableComment() : request.enableComment(),
                Objects.requireNonNullElse(request.input(), before.input()),
                before.createdAt(),
                clock.millis(),
                false);
    }

    /// Deletes a schema; nothing happens where there is none. The answers to it stay.
    Empty delete(Caller caller, DeleteLabelSchema request) {
        return database.write(tx -> {
            LabelSchemaStore store = new LabelSchemaStore(tx, caller);
            store.locked(request.schemaId()).ifPresent(schema -> {
                if (schema.isDefault()) {
                    throw ApiException.invalid("The experiment's default question cannot be deleted.");
                }
                store.delete(schema.schemaId());
            });
            return Empty.EMPTY;
        });
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw ApiException.invalid("Label schema `name` must be a non-empty string; got ''.");
        }
        Texts.checkLength("Label schema `name`", MAX_NAME, name);
        if (name.strip().equalsIgnoreCase(DEFAULT_NAME)) {
            throw ApiException.invalid(
                    "`%s` is reserved for the experiment's default question and cannot be used for".formatted(name)
                            + " another label schema.");
        }
    }

    private static void checkInstruction(@Nullable String instruction) {
        Texts.checkLength("Label schema `instruction`", MAX_INSTRUCTION, Objects.requireNonNullElse(instruction, ""));
    }

    private static ApiException taken(String name, String experiment) {
        return ApiException.alreadyExists(
                "Label schema with name '%s' already exists for experiment '%s'.".formatted(name, experiment));
    }

    private static ApiException missing(String schemaId) {
        return ApiException.missing("Label schema with id '%s' not found.".formatted(schemaId));
    }
}
