package dev.cairn.approvals;

import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The SQL of what takes an approved request with one model.
record RuleStore(Transaction tx, long model) {
    /// @param byAnother whether nobody approves what they alone asked for
    record Rule(Target target, boolean byAnother) {}

    List<Rule> all() {
        return tx.query(
                "SELECT kind, target, by_another FROM model_approval_rules WHERE model = ? ORDER BY kind DESC, target",
                row -> new Rule(Target.stored(row.getString(1), row.getString(2)), row.getInt(3) != 0),
                model);
    }

    Optional<Rule> find(Target target) {
        return tx.find(
                "SELECT by_another FROM model_approval_rules WHERE model = ? AND kind = ? AND target = ?",
                row -> new Rule(target, row.getInt(1) != 0),
                model,
                target.kind(),
                target.name());
    }

    void deleteAll() {
        tx.update("DELETE FROM model_approval_rules WHERE model = ?", model);
    }

    void insert(Rule rule) {
        tx.update("""
                INSERT INTO model_approval_rules (model, kind, target, by_another) VALUES (?, ?, ?, ?)
                ON CONFLICT (model, kind, target) DO UPDATE SET by_another = excluded.by_another
                """, model, rule.target().kind(), rule.target().name(), rule.byAnother() ? 1 : 0);
    }
}
