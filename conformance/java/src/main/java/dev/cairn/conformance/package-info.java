/** The official Java client of MLflow run against a tracking server. */
package dev.cairn.conformance;
