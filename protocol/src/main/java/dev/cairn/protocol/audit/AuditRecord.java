package dev.cairn.protocol.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that somebody did or was refused.
///
/// @param id        1, 2, 3, … in the order in which it was kept
/// @param time      in milliseconds since 1970, never before that of an earlier record
/// @param actor     the account in whose name, or what the server calls itself; null for anyone
/// @param via       by what they showed who they are: `password`, `proxy`, or by its id `token=…`, `session=…` or
///                  `client_secret=…` (a token that a program got with it); null where it is not known
/// @param action    the route such as `POST /api/2.0/mlflow/runs/create`, or a command such as `cairn user add`
/// @param outcome   `OK`, or the code with which it was refused
/// @param about     the things and people that it is about, by what they are, such as `run_id`
/// @param workspace null where it is in none
/// @param address   from where, null for the machine itself
/// @param requestId under which the server's log has it
public record AuditRecord(
        long id,
        long time,
        @Nullable String actor,
        @Nullable String via,
        String action,
        String outcome,
        Map<String, List<String>> about,
        @Nullable String workspace,
        @Nullable String address,
        @Nullable String requestId) {}
