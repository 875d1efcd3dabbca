package dev.cairn.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/// Lets every snake_case field be read under its lowerCamelCase name too, which is the name of the record component.
final class CamelCaseAliases extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public List<PropertyName> findPropertyAliases(MapperConfig<?> config, Annotated member) {
        List<PropertyName> aliases =
                new ArrayList<>(Objects.requireNonNullElse(super.findPropertyAliases(config, member), List.of()));
        if (member instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()) {
            aliases.add(PropertyName.construct(parameter
                    .getDeclaringClass()
                    .getRecordComponents()[parameter.getIndex()]
                    .getName()));
        }
        return aliases;
    }
}
