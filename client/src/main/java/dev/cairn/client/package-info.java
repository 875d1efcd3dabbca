/// The Java client of Cairn, and of any server that answers MLflow's REST API. [CairnClient] is
/// its door; what servers send are the records of `dev.cairn.protocol`.
///
/// All classes but [Batch] and [ClientBuilder] may be used by any number of threads, virtual ones
/// too.
@NullMarked
package dev.cairn.client;

import org.jspecify.annotations.NullMarked;
