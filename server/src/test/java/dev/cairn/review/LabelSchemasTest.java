package dev.cairn.review;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.review.Reviewing.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.DeleteLabelSchema;
import dev.cairn.protocol.review.GetLabelSchema;
import dev.cairn.protocol.review.GetLabelSchemaByName;
import dev.cairn.protocol.review.InputCategorical;
import dev.cairn.protocol.review.InputNumeric;
import dev.cairn.protocol.review.InputPassFail;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ListLabelSchemas;
import dev.cairn.protocol.review.UpdateLabelSchema;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class LabelSchemasTest {
    private static final LabelSchemaInput YES_NO =
            new LabelSchemaInput(new InputPassFail("Yes", "No"), null, null, null);

    private final Reviewing reviewing;
    private final Reviewing stranger;

    LabelSchemasTest(TestDatabase kind) {
        reviewing = new Reviewing(kind);
        stranger = new Reviewing(kind);
    }

    @Test
    void eachKindOfQuestionIsKeptAsItWasMade() {
        List<LabelSchemaInput> inputs = List.of(
                YES_NO,
                options(true, "a", "b"),
                numeric(1.0, 2.5),
                numeric(null, null),
                new LabelSchemaInput(null, null, null, new InputText(5L)),
                TEXT);
        for (LabelSchemaInput input : inputs) {
            LabelSchema made = reviewing.schema("q" + inputs.indexOf(input), input);
            assertThat(made.schemaId()).matches("ls-[0-9a-f]{32}");
            assertThat(made.isDefault()).isFalse();
            assertThat(get(made.schemaId())).isEqualTo(made);
            assertThat(byName(made.name())).isEqualTo(made);
        }
    }

    @Test
    void questionsThatNobodyCouldAnswerAreRefused() {
        Stream.of(
                        new LabelSchemaInput(null, null, null, null),
                        new LabelSchemaInput(new InputPassFail("a", "b"), null, null, new InputText(null)),
                        new LabelSchemaInput(new InputPassFail(null, "b"), null, null, null),
                        new LabelSchemaInput(new InputPassFail("a", "a"), null, null, null),
                        new LabelSchemaInput(new InputPassFail("a".repeat(65), "b"), null, null, null),
                        options(false),
                        options(false, ""),
                        options(false, "a", "a"),
                        options(false, "x".repeat(65)),
                        options(false, Collections.nCopies(11, "x").toArray(String[]::new)),
                        numeric(2.0, 1.0),
                        numeric(1.0, 1.0),
                        numeric(Double.NaN, null),
                        numeric(null, Double.POSITIVE_INFINITY),
                        new LabelSchemaInput(null, null, null, new InputText(0L)))
                .forEach(input -> assertInvalid(() -> reviewing.schema("q", input)));
        assertThat(names(list(null, null))).containsExactly("Feedback");
    }

    @Test
    void namesAreTakenOnceInAnExperimentAndHaveLimits() {
        reviewing.schema("q", TEXT);
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> reviewing.schema("q", YES_NO))
                .isEqualTo("Label schema with name 'q' already exists for experiment '%s'."
                        .formatted(reviewing.experiment));
        assertThat(stranger.schema("q", TEXT).name()).isEqualTo("q");
        assertInvalid(() -> reviewing.schema("x".repeat(251), TEXT));
        assertInvalid(() -> reviewing.schema(" feedBACK ", TEXT)).contains("is reserved");
        assertInvalid(() -> create("99", "i".repeat(1_001)));
        assertMissing(() -> create("99999999", null));
    }

    @Test
    void theFirstListAddsTheOneQuestionThatStays() {
        LabelSchema question = list(null, null).labelSchemas().getFirst();
        assertThat(question.isDefault()).isTrue();
        assertThat(question.name()).isEqualTo("Feedback");
        assertThat(question.input()).isEqualTo(TEXT);
        assertThat(list(null, null).labelSchemas()).containsExactly(question);
        assertInvalid(() -> delete(question.schemaId()))
                .isEqualTo("The experiment's default question cannot be deleted.");
        assertInvalid(() -> update(question.schemaId(), "x", null, null))
                .isEqualTo("The experiment's default question cannot be edited.");
    }

    @Test
    void listsGoByPagesTheNewestFirst() {
        list(null, null);
        reviewing.schema("a", TEXT);
        reviewing.schema("b", TEXT);
        ListLabelSchemas.Response first = list(2L, null);
        assertThat(names(first)).containsExactly("b", "a");
        ListLabelSchemas.Response second = list(2L, first.nextPageToken());
        assertThat(names(second)).containsExactly("Feedback");
        assertThat(second.nextPageToken()).isEmpty();
    }

    @Test
    void onlyWhatIsNamedChangesAndNotTheKindOfAnswer() {
        LabelSchema made = reviewing.schema("q", YES_NO);
        LabelSchema changed = update(
                made.schemaId(), "q2", "why", new LabelSchemaInput(new InputPassFail("P", "N"), null, null, null));
        assertThat(changed.name()).isEqualTo("q2");
        assertThat(changed.instruction()).isEqualTo("why");
        assertThat(changed.lastUpdatedAt()).isGreaterThan(made.lastUpdatedAt());
        assertThat(get(made.schemaId())).isEqualTo(changed);
        assertThat(update(made.schemaId(), null, "", null).instruction()).isEmpty();
        assertInvalid(() -> update(made.schemaId(), null, null, TEXT))
                .isEqualTo("A label schema's input type cannot be changed after creation (existing: InputPassFail,"
                        + " got: InputText).");
        assertInvalid(() -> update(made.schemaId(), "", null, null));
        assertInvalid(() -> update(made.schemaId(), "feedback", null, null));
        assertMissing(() -> update("nope", null, null, null)).isEqualTo("Label schema with id 'nope' not found.");

        LabelSchema several = reviewing.schema("several", options(true, "a"));
        assertInvalid(() -> update(several.schemaId(), null, null, options(false, "a")));
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> update(several.schemaId(), "q2", null, null));
        assertThat(get(several.schemaId())).isEqualTo(several);
    }

    @Test
    void deletingMayBeRepeated() {
        LabelSchema made = reviewing.schema("q", TEXT);
        delete(made.schemaId());
        delete(made.schemaId());
        assertMissing(() -> get(made.schemaId()));
        assertMissing(() -> byName("q"));
    }

    @Test
    void noSchemaOfAnotherWorkspaceIsSeenOrTouched() {
        LabelSchema made = reviewing.schema("q", TEXT);
        var rules = stranger.schemas;
        var caller = stranger.caller;
        assertMissing(() -> rules.get(caller, new GetLabelSchema(made.schemaId())));
        assertMissing(() -> rules.getByName(caller, new GetLabelSchemaByName(reviewing.experiment, "q")));
        assertMissing(() -> rules.list(caller, new ListLabelSchemas(reviewing.experiment, null, null)));
        assertMissing(() -> rules.update(caller, new UpdateLabelSchema(made.schemaId(), "mine", null, null, null)));
        rules.delete(caller, new DeleteLabelSchema(made.schemaId()));
        assertThat(get(made.schemaId())).isEqualTo(made);
    }

    private static LabelSchemaInput options(boolean several, String... options) {
        return new LabelSchemaInput(null, new InputCategorical(List.of(options), several), null, null);
    }

    private static LabelSchemaInput numeric(@Nullable Double min, @Nullable Double max) {
        return new LabelSchemaInput(null, null, new InputNumeric(min, max), null);
    }

    private void create(String experiment, @Nullable String instruction) {
        reviewing.schemas.create(
                reviewing.caller,
                new CreateLabelSchema(experiment, "q", LabelSchemaType.EXPECTATION, TEXT, instruction, true));
    }

    private LabelSchema get(String id) {
        return reviewing.schemas.get(reviewing.caller, new GetLabelSchema(id)).labelSchema();
    }

    private LabelSchema byName(String name) {
        return reviewing
                .schemas
                .getByName(reviewing.caller, new GetLabelSchemaByName(reviewing.experiment, name))
                .labelSchema();
    }

    private ListLabelSchemas.Response list(@Nullable Long max, @Nullable String token) {
        return reviewing.schemas.list(reviewing.caller, new ListLabelSchemas(reviewing.experiment, max, token));
    }

    private static List<String> names(ListLabelSchemas.Response page) {
        return page.labelSchemas().stream().map(LabelSchema::name).toList();
    }

    private LabelSchema update(
            String id, @Nullable String name, @Nullable String instruction, @Nullable LabelSchemaInput input) {
        return reviewing
                .schemas
                .update(reviewing.caller, new UpdateLabelSchema(id, name, instruction, null, input))
                .labelSchema();
    }

    private void delete(String id) {
        reviewing.schemas.delete(reviewing.caller, new DeleteLabelSchema(id));
    }
}
