package dev.cairn.search;

/// What a clause is about, in canonical names: `Field("metrics", "loss")`, `Field("attributes", "start_time")`.
public record Field(String entity, String key) {

    @Override
    public String toString() {
        return entity + "." + key;
    }
}
