package dev.cairn.approvals;

import static dev.cairn.approvals.ActivityKind.ALIAS_DELETED;
import static dev.cairn.approvals.ActivityKind.ALIAS_SET;
import static dev.cairn.approvals.ActivityKind.APPLIED_TRANSITION;
import static dev.cairn.approvals.ActivityKind.MODEL_CREATED;
import static dev.cairn.approvals.ActivityKind.MODEL_DESCRIBED;
import static dev.cairn.approvals.ActivityKind.MODEL_RENAMED;
import static dev.cairn.approvals.ActivityKind.MODEL_TAG_DELETED;
import static dev.cairn.approvals.ActivityKind.MODEL_TAG_SET;
import static dev.cairn.approvals.ActivityKind.SYSTEM_TRANSITION;
import static dev.cairn.approvals.ActivityKind.VERSION_CREATED;
import static dev.cairn.approvals.ActivityKind.VERSION_DELETED;
import static dev.cairn.approvals.ActivityKind.VERSION_DESCRIBED;
import static dev.cairn.approvals.ActivityKind.VERSION_TAG_DELETED;
import static dev.cairn.approvals.ActivityKind.VERSION_TAG_SET;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.live.ModelNews;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.registry.RegistryEvent.Model;
import dev.cairn.registry.RegistryListener;
import java.util.Optional;

/// Writes down what is done to models, in the transaction that does it.
final class ActivityLog implements RegistryListener {
    /// Where versions go that are deleted.
    private static final String DELETED = "Deleted_Internal";

    private final Diary diary;

    ActivityLog(Diary diary) {
        this.diary = diary;
    }

    @Override
    public void told(Transaction tx, Caller caller, RegistryEvent event) {
        if (event instanceof RegistryEvent.ModelDeleted(Model of)) {
            diary.tell(tx, caller, of, ModelNews::deleted);
        }
        if (event instanceof RegistryEvent.ModelRenamed(Model of, String from)) {
            diary.tell(tx, caller, new Model(of.id(), from, of.isPrompt()), ModelNews::deleted);
            diary.tell(tx, caller, of, news -> news.renamedFrom(from));
        }
        done(tx, event).ifPresent(done -> diary.add(tx, caller, event.model(), done));
    }

    /// What is to be written down; empty for what goes altogether, and what others write down themselves.
    private static Optional<Done> done(Transaction tx, RegistryEvent event) {
        return switch (event) {
            case RegistryEvent.ModelCreated(Model of, String description) ->
                Optional.of(Done.of(of.id(), null, MODEL_CREATED, null, description));
            case RegistryEvent.ModelDescribed(Model of, String from, String to) ->
                Optional.of(Done.of(of.id(), null, MODEL_DESCRIBED, from, to));
            case RegistryEvent.ModelRenamed(Model of, String from) ->
                Optional.of(Done.of(of.id(), null, MODEL_RENAMED, from, of.name()));
            case RegistryEvent.ModelTagSet(Model of, Tag tag) ->
                Optional.of(
                        Done.of(of.id(), null, MODEL_TAG_SET, null, tag.value()).about(tag.key()));
            case RegistryEvent.ModelTagDeleted(Model of, String key) ->
                Optional.of(
                        Done.of(of.id(), null, MODEL_TAG_DELETED, null, null).about(key));
            case RegistryEvent.ModelDeleted deleted -> Optional.empty();
            case RegistryEvent.VersionCreated(Model of, ModelVersion version) ->
                Optional.of(Done.of(
                        of.id(), Long.valueOf(version.version()), VERSION_CREATED, null, version.currentStage()));
            case RegistryEvent.VersionDescribed(Model of, long version, String from, String to) ->
                Optional.of(Done.of(of.id(), version, VERSION_DESCRIBED, from, to));
            case RegistryEvent.VersionDeleted(Model of, long version) ->
                Optional.of(Done.of(
                        of.id(),
                        version,
                        VERSION_DELETED,
                        new PointInTimeStore(tx, of.id(), Long.MAX_VALUE).stage(version),
                        DELETED));
            case RegistryEvent.VersionMoved(
                    Model of,
                    long version,
                    String from,
                    String to,
                    String comment,
                    boolean isPushedOut) ->
                Optional.of(Done.of(of.id(), version, isPushedOut ? SYSTEM_TRANSITION : APPLIED_TRANSITION, from, to)
                        .saying(comment));
            case RegistryEvent.VersionTagSet(Model of, long version, Tag tag) ->
                Optional.of(Done.of(of.id(), version, VERSION_TAG_SET, null, tag.value())
                        .about(tag.key()));
            case RegistryEvent.VersionTagDeleted(Model of, long version, String key) ->
                Optional.of(Done.of(of.id(), version, VERSION_TAG_DELETED, null, null)
                        .about(key));
            case RegistryEvent.AliasSet set ->
                Optional.of(Done.of(
                                set.model().id(),
                                set.version(),
                                ALIAS_SET,
                                set.from() == null ? null : set.from().toString(),
                                Long.toString(set.version()))
                        .about(set.alias()));
            case RegistryEvent.AliasDeleted(Model of, String alias, long from) ->
                Optional.of(Done.of(of.id(), from, ALIAS_DELETED, Long.toString(from), null)
                        .about(alias));
            case RegistryEvent.TransitionRequested asked -> Optional.empty();
            case RegistryEvent.Commented commented -> Optional.empty();
        };
    }
}
