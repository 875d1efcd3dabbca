/// Another MLflow server, which gets everything over its REST API.
@NullMarked
package dev.cairn.importing.rest;

import org.jspecify.annotations.NullMarked;
