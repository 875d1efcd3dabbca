/// GraphQL for the tracking UI (semantics, section 24): each root field is answered by the rule of a REST endpoint.
@NullMarked
package dev.cairn.graphql;

import org.jspecify.annotations.NullMarked;
