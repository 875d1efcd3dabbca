@NullMarked
package dev.cairn.importing.rest;

import org.jspecify.annotations.NullMarked;
