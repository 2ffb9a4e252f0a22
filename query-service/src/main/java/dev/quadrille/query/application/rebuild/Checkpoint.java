package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.reader.TopicOffsets;

/// How far the spare set is filled.
///
/// @param log which log it is filled from
/// @param modelVersion which version of the projection fills it
/// @param begin where the log began at the start
/// @param next the first record of each partition that is not in the set
public record Checkpoint(String log, int modelVersion, TopicOffsets begin, TopicOffsets next) {}
