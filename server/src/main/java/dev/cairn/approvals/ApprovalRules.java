package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.approvals.ApprovalRule;
import dev.cairn.protocol.approvals.GetApprovalRules;
import dev.cairn.protocol.approvals.SetApprovalRules;
import dev.cairn.registry.Moves;
import dev.cairn.registry.RegistryEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What takes an approved request with a model, as who manages it says.
final class ApprovalRules {
    private static final int MAX_RULES = 100;

    private final Database database;
    private final Moves moves;
    private final Diary diary;

    ApprovalRules(Database database, Moves moves, Diary diary) {
        this.database = database;
        this.moves = moves;
        this.diary = diary;
    }

    GetApprovalRules.Response get(Caller caller, GetApprovalRules request) {
        return database.read(tx -> new GetApprovalRules.Response(told(
                new RuleStore(tx, moves.model(tx, caller, request.name()).id()).all())));
    }

    SetApprovalRules.Response set(Caller caller, SetApprovalRules request) {
        if (request.rules().size() > MAX_RULES) {
            throw ApiException.invalid("A model has at most %d rules.".formatted(MAX_RULES));
        }
        List<RuleStore.Rule> rules = request.rules().stream()
                .map(rule -> new RuleStore.Rule(
                        Target.of(rule.stage(), rule.alias()), Boolean.TRUE.equals(rule.byAnother())))
                .toList();
        return database.write(tx -> {
            RegistryEvent.Model model = moves.model(tx, caller, request.name());
            RuleStore store = new RuleStore(tx, model.id());
            List<RuleStore.Rule> before = store.all();
            store.deleteAll();
            rules.forEach(store::insert);
            List<RuleStore.Rule> after = store.all();
            if (!after.equals(before)) {
                write(tx, caller, model, before, after);
            }
            return new SetApprovalRules.Response(told(after));
        });
    }

    private void write(
            Transaction tx,
            Caller caller,
            RegistryEvent.Model model,
            List<RuleStore.Rule> before,
            List<RuleStore.Rule> after) {
        Done done = Done.of(model.id(), null, ActivityKind.RULES_CHANGED, written(before), written(after));
        diary.add(tx, caller, model, done);
    }

    /// As JSON, which whoever reads it puts in words.
    private static @Nullable String written(List<RuleStore.Rule> rules) {
        return rules.isEmpty() ? null : new String(Json.write(told(rules)), StandardCharsets.UTF_8);
    }

    private static List<ApprovalRule> told(List<RuleStore.Rule> rules) {
        return rules.stream()
                .map(rule ->
                        new ApprovalRule(rule.target().stage(), rule.target().alias(), rule.byAnother()))
                .toList();
    }
}
