package dev.cairn.catalog;

import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one may be granted. A privilege on a thing holds for all that lies in it.
enum Privilege {
    /// To have made it, or been given it: everything. It is not granted, but handed over.
    OWNER(Securable.MODEL),
    /// Everything, but to be its owner.
    MANAGE(Securable.MODEL),
    /// All but `MANAGE`.
    ALL_PRIVILEGES(Securable.MODEL),
    /// To know that something is there.
    BROWSE(Securable.MODEL),
    CREATE_CATALOG(Securable.METASTORE),
    USE_CATALOG(Securable.CATALOG),
    CREATE_SCHEMA(Securable.CATALOG),
    USE_SCHEMA(Securable.SCHEMA),
    CREATE_MODEL(Securable.SCHEMA),
    /// To read the files of versions.
    EXECUTE(Securable.MODEL),
    CREATE_MODEL_VERSION(Securable.MODEL),
    APPLY_TAG(Securable.MODEL);

    private final Securable narrowest;

    Privilege(Securable narrowest) {
        this.narrowest = narrowest;
    }

    /// Whether it says something about a kind of thing, or of what lies in it.
    boolean isOn(Securable kind) {
        return narrowest.isWithin(kind);
    }

    /// By its name, with underscores or spaces.
    static Privilege of(String name, Securable kind) {
        String plain = name.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        return find(plain)
                .filter(privilege -> privilege != OWNER && privilege.isOn(kind))
                .orElseThrow(() -> ApiException.invalid("'%s' is no privilege on a %s: it takes %s."
                        .formatted(name, kind.words().toLowerCase(Locale.ROOT), String.join(", ", on(kind)))));
    }

    private static Optional<Privilege> find(String name) {
        return Arrays.stream(values())
                .filter(privilege -> privilege.name().equals(name))
                .findFirst();
    }

    private static List<String> on(Securable kind) {
        return Arrays.stream(values())
                .filter(privilege -> privilege != OWNER && privilege.isOn(kind))
                .map(Privilege::name)
                .toList();
    }
}
