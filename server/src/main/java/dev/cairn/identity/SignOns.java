package dev.cairn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.access.Act;
import dev.cairn.config.OidcConfig;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.groups.Groups;
import dev.cairn.http.ApiException;
import dev.cairn.oidc.Person;
import dev.cairn.oidc.SignOnFailure;
import dev.cairn.oidc.SignOnFailure.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The accounts of people for whom another vouches. An account is made for who comes the first time, and is theirs by
/// what the issuer names them, never by what they are called: a name that somebody has here is taken over by nobody.
/// Of the groups that the issuer says they are in, those count that are here.
final class SignOns {
    private final Database database;
    private final Users users;
    private final InstantSource clock;

    /// By subject, so that a request of somebody whose groups are the same asks for them once a minute.
    private final Cache<String, InForce> inForce = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    SignOns(Database database, Users users, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /// The account of somebody who came, as it is now.
    ///
    /// @throws SignOnFailure if they may not come in
    Account admit(Person person, Rules rules) {
        if (!rules.allowed.isEmpty() && Collections.disjoint(rules.allowed, person.groups())) {
            throw new SignOnFailure(
                    Reason.NOT_IN_GROUP, "%s is in none of the groups that may come in".formatted(person.subject()));
        }
        return database.write(tx -> {
            Account account = known(tx, person).orElseGet(() -> make(tx, person));
            if (!account.sender().isActive()) {
                throw SignOnFailure.disabled(account.user().username());
            }
            @Nullable String admins = rules.adminGroup;
            if (admins != null) {
                users.setAdminIfPossible(tx, account.user(), person.groups().contains(admins));
            }
            Groups.set(tx, account.user().id(), person.groups());
            return new UserStore(tx).find(account.user().username()).orElseThrow();
        });
    }

    /// The account of somebody for whom a proxy vouches with each request.
    ///
    /// @param tellsGroups whether it says in which groups they are, which then are theirs
    Sender vouched(Person person, boolean tellsGroups) {
        Sender sender = sender(person).orElseGet(() -> admit(person, Rules.NONE).sender());
        if (!tellsGroups
                || !sender.isActive()
                || InForce.of(person, sender).equals(inForce.getIfPresent(person.subject()))) {
            return sender;
        }
        long user = sender.user().id();
        if (!database.read(tx -> Groups.are(tx, user, person.groups()))) {
            database.write(tx -> {
                Act.isAbout("username", sender.user().username());
                Groups.set(tx, user, person.groups());
                return true;
            });
        }
        Sender now = sender(person).orElse(sender);
        inForce.put(person.subject(), InForce.of(person, now));
        return now;
    }

    private Optional<Sender> sender(Person person) {
        return database.read(tx -> new ExternalIdentityStore(tx).sender(person.issuer(), person.subject()));
    }

    private static Optional<Account> known(Transaction tx, Person person) {
        return new ExternalIdentityStore(tx)
                .username(person.issuer(), person.subject())
                .flatMap(name -> new UserStore(tx).locked(name));
    }

    private Account make(Transaction tx, Person person) {
        @Nullable String name = person.username();
        if (name == null) {
            throw new SignOnFailure(
                    Reason.NO_NAME, "issuer=%s tells no name of %s".formatted(person.issuer(), person.subject()));
        }
        if (new UserStore(tx).find(name).isPresent()) {
            throw new SignOnFailure(
                    Reason.NAME_TAKEN,
                    "the name of subject=%s of issuer=%s is that of an account here; to tie them: ./cairn user link NAME --issuer '%s' --subject '%s'"
                            .formatted(person.subject(), person.issuer(), person.issuer(), person.subject()));
        }
        try {
            Account made = users.addWithoutPassword(tx, name);
            new ExternalIdentityStore(tx).insert(person, made.user().id(), clock.millis());
            return made;
        } catch (ApiException noName) {
            throw new SignOnFailure(
                    Reason.NO_NAME,
                    "what issuer=%s calls %s is no name here".formatted(person.issuer(), person.subject()),
                    noName);
        }
    }

    /// Ties an account to somebody for whom an issuer vouches.
    void link(String username, String issuer, String subject) {
        Act.isAbout("username", username);
        Act.isAbout("issuer", issuer);
        Act.isAbout("subject", subject);
        database.write(tx -> {
            Account account = new UserStore(tx).locked(username).orElseThrow(() -> Refusals.noSuchUser(username));
            if (!new ExternalIdentityStore(tx)
                    .insert(issuer, subject, account.user().id(), clock.millis())) {
                throw ApiException.alreadyExists(
                        "'%s' of %s has an account: unlink that one first, or delete it.".formatted(subject, issuer));
            }
            return true;
        });
    }

    /// Unties an account from all who vouch for its owner, signs its browsers out, and returns of how many it was.
    int unlink(String username) {
        Act.isAbout("username", username);
        return database.write(tx -> {
            Account account = new UserStore(tx).locked(username).orElseThrow(() -> Refusals.noSuchUser(username));
            new BrowserSessionStore(tx).deleteAll(account.user().id());
            return new ExternalIdentityStore(tx).deleteOf(account.user().id());
        });
    }

    /// The groups that a proxy said last of somebody, and with which rights they came to be in force.
    private record InForce(Set<String> groups, long rightsVersion) {
        static InForce of(Person person, Sender sender) {
            return new InForce(person.groups(), sender.rightsVersion());
        }
    }

    /// Who may come in, and who is an administrator.
    ///
    /// @param allowed    empty for everybody
    /// @param adminGroup null where it is not the issuer's to say
    record Rules(Set<String> allowed, @Nullable String adminGroup) {
        static final Rules NONE = new Rules(Set.of(), null);

        static Rules of(OidcConfig config) {
            return new Rules(config.allowedGroups(), config.adminGroup());
        }
    }
}
