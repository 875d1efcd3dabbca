package dev.cairn.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a request of which no field is passed over: one that it does not know, nor do the records in it, is refused by
/// its name if it asks for anything, which null, false and what is empty do not.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NothingLost {
    /// Fields that mean nothing to this server, by their paths without places in lists, such as `config.name`.
    String[] but() default {};
}
