package dev.cairn.access;

import static dev.cairn.access.Level.EDIT;
import static dev.cairn.access.Level.MANAGE;
import static dev.cairn.access.Level.NONE;
import static dev.cairn.access.Level.READ;
import static dev.cairn.access.Level.USE;
import static dev.cairn.access.Resource.ASSESSMENT;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.access.Resource.PROMPT;
import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.access.Resource.RUN;
import static dev.cairn.access.Resource.SCORER;
import static dev.cairn.access.Resource.SCORER_VERSION;
import static dev.cairn.access.Resource.TRACE;
import static dev.cairn.access.Resource.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What roles give together. How they are stored is no matter here.
final class RightsTest {
    private static final Grant USES = new Grant(WORKSPACE, Grant.ANY, USE);

    @Test
    void whoIsGrantedNothingSeesNothing() {
        Rights rights = Rights.of(List.of());

        assertThat(rights.isEmpty()).isTrue();
        assertThat(rights.level(EXPERIMENT, "1")).isEqualTo(NONE);
        assertThat(rights.reach(EXPERIMENT, READ)).isEqualTo(Reach.NOTHING);
        assertThat(rights.mayCreate(EXPERIMENT)).isFalse();
    }

    @Test
    void whoUsesTheWorkspaceReadsEverythingAndCreates() {
        Rights rights = Rights.of(List.of(USES));

        assertThat(rights.isEmpty()).isFalse();
        assertThat(rights.isAll()).isFalse();
        assertThat(rights.level(RUN, "1")).isEqualTo(READ);
        assertThat(rights.reach(RUN, READ)).isEqualTo(Reach.ALL);
        assertThat(rights.reach(RUN, EDIT)).isEqualTo(Reach.NOTHING);
        assertThat(rights.mayCreate(EXPERIMENT)).isTrue();
    }

    @Test
    void whoManagesTheWorkspaceMayDoEverythingWhateverElseIsDenied() {
        Rights rights = Rights.of(
                List.of(USES, new Grant(WORKSPACE, Grant.ANY, MANAGE), new Grant(EXPERIMENT, Grant.ANY, NONE)));

        assertThat(rights.isAll()).isTrue();
        assertThat(rights.level(EXPERIMENT, "1")).isEqualTo(MANAGE);
        assertThat(rights.reach(EXPERIMENT, MANAGE)).isEqualTo(Reach.ALL);
        assertThat(rights.mayCreate(EXPERIMENT)).isTrue();
    }

    @Test
    void theStrongestOfSeveralGrantsOnAThingHolds() {
        Rights rights = Rights.of(List.of(
                new Grant(EXPERIMENT, "1", READ),
                new Grant(EXPERIMENT, "1", EDIT),
                new Grant(EXPERIMENT, Grant.ANY, USE)));

        assertThat(rights.level(EXPERIMENT, "1")).isEqualTo(EDIT);
        assertThat(rights.level(EXPERIMENT, "2")).isEqualTo(USE);
    }

    @Test
    void aDenialIsStrongerThanAllElseOnTheSameKind() {
        Rights one =
                Rights.of(List.of(USES, new Grant(EXPERIMENT, Grant.ANY, MANAGE), new Grant(EXPERIMENT, "1", NONE)));
        Rights all =
                Rights.of(List.of(USES, new Grant(EXPERIMENT, Grant.ANY, NONE), new Grant(EXPERIMENT, "1", MANAGE)));

        assertThat(one.level(EXPERIMENT, "1")).isEqualTo(NONE);
        assertThat(one.level(EXPERIMENT, "2")).isEqualTo(MANAGE);
        assertThat(all.level(EXPERIMENT, "1")).isEqualTo(NONE);
        assertThat(all.mayCreate(EXPERIMENT)).isFalse();
        assertThat(all.mayCreate(REGISTERED_MODEL)).isTrue();
    }

    @Test
    void whatIsGrantedOnPartsDecidesBeforeWhatIsGrantedOnTheirWhole() {
        Rights more = Rights.of(List.of(new Grant(EXPERIMENT, "1", READ), new Grant(RUN, Grant.ANY, EDIT)));
        Rights less = Rights.of(List.of(new Grant(EXPERIMENT, "1", MANAGE), new Grant(RUN, Grant.ANY, READ)));

        assertThat(more.level(RUN, "1")).isEqualTo(EDIT);
        assertThat(more.level(TRACE, "1")).isEqualTo(READ);
        assertThat(less.level(RUN, "1")).isEqualTo(READ);
        assertThat(less.level(TRACE, "1")).isEqualTo(MANAGE);
    }

    @Test
    void partsOfAPartFallBackStepByStep() {
        Rights rights = Rights.of(List.of(new Grant(EXPERIMENT, "1", READ), new Grant(TRACE, Grant.ANY, EDIT)));

        assertThat(rights.level(ASSESSMENT, "1")).isEqualTo(EDIT);
        assertThat(rights.reach(ASSESSMENT, EDIT).includes("1")).isTrue();
    }

    @Test
    void nothingIsSeenOfWhatLiesInSomethingUnseen() {
        Rights noExperiment = Rights.of(List.of(new Grant(RUN, Grant.ANY, MANAGE)));
        Rights noTrace =
                Rights.of(List.of(USES, new Grant(TRACE, Grant.ANY, NONE), new Grant(ASSESSMENT, Grant.ANY, MANAGE)));

        assertThat(noExperiment.level(RUN, "1")).isEqualTo(NONE);
        assertThat(noExperiment.reach(RUN, READ).includes("1")).isFalse();
        assertThat(noTrace.level(ASSESSMENT, "1")).isEqualTo(NONE);
        assertThat(noTrace.reach(ASSESSMENT, READ).includes("1")).isFalse();
    }

    @Test
    void aScorerHasPermissionsOfItsOwnUnderItsExperiment() {
        Rights rights = Rights.of(List.of(
                USES,
                new Grant(SCORER, "1/mine", MANAGE),
                new Grant(SCORER, "1/hidden", NONE),
                new Grant(EXPERIMENT, "2", NONE),
                new Grant(SCORER, "2/mine", MANAGE)));

        assertThat(rights.level(SCORER, "1/mine")).isEqualTo(MANAGE);
        assertThat(rights.level(SCORER_VERSION, "1/mine")).isEqualTo(MANAGE);
        assertThat(rights.level(SCORER, "1/hidden")).isEqualTo(NONE);
        assertThat(rights.level(SCORER, "1/other")).isEqualTo(READ);
        assertThat(rights.level(SCORER, "2/mine")).isEqualTo(NONE);
        assertThat(rights.reach(SCORER, READ).includes("1")).isTrue();
    }

    @Test
    void modelsAndPromptsAreKindsOfTheirOwn() {
        Rights rights = Rights.of(List.of(new Grant(REGISTERED_MODEL, "m", EDIT)));

        assertThat(rights.level(MODEL_VERSION, "m")).isEqualTo(EDIT);
        assertThat(rights.level(PROMPT, "m")).isEqualTo(NONE);
    }

    /// A list, which asks for a reach, holds exactly what can be got one by one.
    @ParameterizedTest
    @EnumSource
    void whatIsReachedIsWhatTheLevelAllows(Resource kind) {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            List<Grant> grants = grants(random);
            Rights rights = Rights.of(grants);
            for (Level least : List.of(READ, USE, EDIT, MANAGE)) {
                Reach reach = rights.reach(kind, least);
                for (String id : List.of("1", "2", "3", "4")) {
                    assertThat(reach.includes(id))
                            .as("%s %s on %s by %s", kind, id, least, grants)
                            .isEqualTo(rights.level(kind, id).includes(least));
                }
            }
        }
    }

    private static List<Grant> grants(Random random) {
        List<Grant> grants = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            grants.add(USES);
        }
        for (int left = random.nextInt(8); left > 0; left--) {
            Resource kind = kinds().get(random.nextInt(kinds().size()));
            String id = kind.whole() == null ? id(random) : Grant.ANY;
            grants.add(new Grant(kind, id, level(random)));
        }
        return grants;
    }

    private static List<Resource> kinds() {
        return Arrays.stream(Resource.values())
                .filter(kind -> kind != WORKSPACE)
                .toList();
    }

    private static String id(Random random) {
        return List.of("1", "2", "3", Grant.ANY).get(random.nextInt(4));
    }

    private static Level level(Random random) {
        return List.of(NONE, READ, USE, EDIT, MANAGE).get(random.nextInt(5));
    }
}
