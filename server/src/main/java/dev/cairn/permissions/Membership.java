package dev.cairn.permissions;

/// Whose roles count for somebody: their own, and those of the groups that they are in, of the groups
/// that those are in, and so on.
public final class Membership {
    private Membership() {}

    /// The beginning of a query, in which `mine` has the `id` of each of them. It binds one value.
    ///
    /// @param column of `users` by which that value finds somebody
    public static String of(String column) {
        return """
                WITH RECURSIVE mine (id) AS (
                  SELECT id FROM users WHERE %s = ?
                  UNION
                  SELECT m.group_id FROM group_members m JOIN mine ON mine.id = m.member_id)
                """.formatted(column);
    }
}
