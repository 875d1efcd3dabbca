package dev.cairn.groups;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.identity.Identity;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.ErrorCode;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups and who is in them, on a database of their own: they are of the whole server.
@OnEachDatabase
final class GroupsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String APPLICATION = "0a1b2c3d-0000-4000-8000-0123456789ab";

    private final Database database;
    private final Groups groups;
    private final Identity identity;

    GroupsTest(TestDatabase kind) {
        database = kind.fresh();
        groups = new Groups(database, InstantSource.system());
        identity = new Identity(database, new Permissions(database), InstantSource.system());
    }

    @BeforeEach
    void addAnn() {
        identity.addUser("root", PASSWORD, true);
        identity.addUser("ann", PASSWORD, false);
        groups.add("Data Science");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGroupHoldsPeopleProgramsAndGroups() {
        identity.addServicePrincipal("the nightly job", APPLICATION);
        groups.add("nlp");
        groups.addMember("data science", "ANN", false);
        groups.addMember("data science", APPLICATION, false);
        groups.addMember("data science", "NLP", true);
        assertThat(groups.members("DATA SCIENCE")).extracting(Member::name).containsExactly("nlp", APPLICATION, "ann");
        groups.removeMember("Data Science", "nlp", true);
        groups.removeMember("Data Science", "ann", false);
        assertThat(groups.members("Data Science")).hasSize(1);
        assertMissing(() -> groups.removeMember("Data Science", "ann", false));
    }

    @Test
    void whoIsInAGroupIsNotPutIntoItAgain() {
        groups.addMember("Data Science", "ann", false);
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> groups.addMember("Data Science", "ann", false));
    }

    @Test
    void aNameIsTakenOnlyOnceAmongGroupsWhateverPeopleAreCalled() {
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> groups.add("data SCIENCE"));
        groups.add("ann");
        identity.addUser("nlp", PASSWORD, false);
        groups.add("nlp");
        assertThat(groups.all()).extracting(Group::name).containsExactly("ann", "Data Science", "nlp");
        groups.addMember("ann", "ann", false);
        assertThat(groups.members("ann")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b"})
    void aNameThatNobodyCanReadIsRefused(String name) {
        assertInvalid(() -> groups.add(name));
    }

    @Test
    void whatIsNotThereIsMissing() {
        assertMissing(() -> groups.members("none"));
        assertMissing(() -> groups.delete("none"));
        assertMissing(() -> groups.addMember("none", "ann", false));
        assertMissing(() -> groups.addMember("Data Science", "nobody", false));
        assertMissing(() -> groups.addMember("Data Science", "nobody", true));
        assertMissing(() -> groups.addMember("Data Science", ":data science", false));
    }

    @Test
    void aGroupIsNotAnAccount() {
        for (String name : List.of("Data Science", ":data science")) {
            assertMissing(() -> identity.deleteUser(name));
            assertMissing(() -> identity.setPassword(name, PASSWORD));
            assertMissing(() -> identity.createToken(name, "", null, List.of()));
            assertMissing(() -> identity.setAdmin(name, true));
            assertMissing(() -> identity.setActive(name, true));
        }
        assertThat(groups.all()).hasSize(1);
    }

    @Test
    void noGroupIsWithinItselfByAnyWay() {
        chain(3);
        assertInvalid(() -> groups.addMember("g1", "g1", true));
        assertInvalid(() -> groups.addMember("g2", "g1", true));
        assertInvalid(() -> groups.addMember("g3", "g1", true));
        groups.addMember("g1", "g3", true);
    }

    @Test
    void noMoreThanTenGroupsAreInEachOther() {
        chain(10);
        groups.add("more");
        assertInvalid(() -> groups.addMember("g10", "more", true));
        assertInvalid(() -> groups.addMember("more", "g1", true));
        groups.addMember("g9", "more", true);
        groups.add("pair");
        groups.addMember("pair", "Data Science", true);
        assertInvalid(() -> groups.addMember("g9", "pair", true));
        groups.addMember("g8", "pair", true);
    }

    @Test
    void ofTwoGroupsThatArePutIntoEachOtherAtOnceOneIs() throws ExecutionException, InterruptedException {
        groups.add("other");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                List<Future<Boolean>> done = List.of(
                        both.submit(() -> isAdded("other", "Data Science")),
                        both.submit(() -> isAdded("Data Science", "other")));
                assertThat(done.get(0).get() ^ done.get(1).get()).isTrue();
                String whole = done.get(0).get() ? "other" : "Data Science";
                groups.removeMember(whole, groups.members(whole).getFirst().name(), true);
            }
        }
    }

    @Test
    void aDirectorySaysInWhichGroupsSomebodyIs() {
        groups.add("nlp");
        groups.add("vision");
        identity.addServicePrincipal("the nightly job", APPLICATION);
        groups.addMember("vision", "ann", false);
        set("ann", List.of("NLP", "data science", "unknown", ":nlp"));
        assertThat(groups.members("nlp")).extracting(Member::name).containsExactly("ann");
        assertThat(groups.members("Data Science")).hasSize(1);
        assertThat(groups.members("vision")).isEmpty();
        set("ann", List.of());
        assertThat(groups.members("nlp")).isEmpty();
    }

    @Test
    void withAGroupGoesWhoIsInItNotThePeople() {
        groups.addMember("Data Science", "ann", false);
        groups.delete("data science");
        assertThat(groups.all()).isEmpty();
        groups.add("Data Science");
        assertThat(groups.members("Data Science")).isEmpty();
        groups.addMember("Data Science", "ann", false);
    }

    private void set(String user, List<String> names) {
        database.write(tx -> {
            Groups.set(tx, Permissions.userId(tx, user), names);
            return true;
        });
    }

    private boolean isAdded(String group, String member) {
        try {
            groups.addMember(group, member, true);
            return true;
        } catch (dev.cairn.http.ApiException circle) {
            return false;
        }
    }

    /// Groups g1, g2, …, each of which is in the one before.
    private void chain(int length) {
        for (int i = 1; i <= length; i++) {
            groups.add("g" + i);
            if (i > 1) {
                groups.addMember("g" + (i - 1), "g" + i, true);
            }
        }
    }
}
