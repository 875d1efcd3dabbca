package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.approvals.ApprovalRule;
import dev.cairn.protocol.approvals.Comment;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.protocol.approvals.ModelRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApprovalsTest {
    private static final String ALIAS = "Champion";

    @RegisterExtension
    static final TestServer SERVER = new TestServer("--accounts", "on");

    private static CairnClient ann;
    private static CairnClient bob;

    private String model = "";

    @BeforeAll
    static void letThemIn() throws IOException {
        ann = CairnClient.at(SERVER.url())
                .token(SERVER.tokenOf("ann", "--admin"))
                .build();
        bob = CairnClient.at(SERVER.url())
                .token(SERVER.tokenOf("bob", "--admin"))
                .build();
    }

    @BeforeEach
    void aModelWithAVersion(TestInfo test) {
        model = test.getDisplayName().replaceAll("\\W", "");
        try (ActiveRun run = ann.runs().start("0")) {
            run.artifacts().upload("weights", "model/weights");
            ann.modelVersions().register(model, run.id(), "model");
            run.finish();
        }
    }

    @Test
    void whatARuleIsAboutTakesARequestThatAnotherApproves() {
        ApprovalRule rule = new ApprovalRule(null, ALIAS, true);
        assertThat(ann.approvals().setRules(model, List.of(rule))).containsExactly(rule);
        assertThat(bob.approvals().rules(model)).containsExactly(rule);
        assertThatThrownBy(() -> ann.registeredModels().setAlias(model, ALIAS, "1"))
                .isInstanceOf(RefusedException.class);

        ModelRequest request = ann.approvals().requestAlias(model, "1", ALIAS, "better on the held-out set");
        assertThat(ann.approvals().mine().map(ModelRequest::requestId)).contains(request.requestId());
        assertThat(bob.approvals().waiting().map(ModelRequest::requestId)).contains(request.requestId());
        assertThatThrownBy(() -> ann.approvals().approve(request.requestId(), ""))
                .isInstanceOf(RefusedException.class);
        bob.approvals().approve(request.requestId(), "so it is");

        assertThat(ann.resolve("models:/" + model + "@" + ALIAS).version()).isPresent();
        assertThat(ann.approvals().requests(model)).isEmpty();
    }

    @Test
    void aRequestIsRejectedOrTakenBack() {
        ModelRequest first = ann.approvals().requestStage(model, "1", "Production", "");
        ModelActivity rejected = bob.approvals().reject(first.requestId(), "not yet");
        ModelRequest second = ann.approvals().requestStage(model, "1", "Staging", "");
        ann.approvals().cancel(second.requestId());

        assertThat(rejected.comment()).isEqualTo("not yet");
        assertThat(ann.approvals().requests(model)).isEmpty();
        assertThat(ann.modelVersions().get(model, "1").currentStage()).isEqualTo("None");
    }

    @Test
    void commentsAreMadeChangedAndDeleted() {
        Comment comment = ann.approvals().comment(model, "1", "Lok good");
        Comment changed = ann.approvals().updateComment(comment.id(), "Looks good");

        assertThat(changed.comment()).isEqualTo("Looks good");
        assertThat(bob.approvals().activity(model).map(ModelActivity::comment)).contains("Looks good");
        ann.approvals().deleteComment(comment.id());
        assertThat(bob.approvals().activity(model).map(ModelActivity::comment)).doesNotContain("Looks good");
    }

    @Test
    void whatWasInForceAtSomeTimeIsKnown() {
        Instant before =
                Instant.ofEpochMilli(ann.modelVersions().get(model, "1").creationTimestamp());
        ann.registeredModels().setAlias(model, ALIAS, "1");
        ann.modelVersions().moveTo(model, "1", "Production", false);
        Instant after = Instant.ofEpochMilli(ann.approvals()
                        .activity(model)
                        .mapToLong(ModelActivity::creationTimestamp)
                        .max()
                        .orElseThrow())
                .plusMillis(1);

        assertThat(ann.approvals().versionsWithAlias(model, ALIAS, before.minusSeconds(1)))
                .isEmpty();
        assertThat(ann.approvals().versionsWithAlias(model, ALIAS, after)).containsExactly("1");
        assertThat(ann.approvals().versionsInStage(model, "Production", after)).containsExactly("1");
        assertThat(ann.approvals().activity(model).map(ModelActivity::userId)).contains("ann");
    }
}
