package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.topics.TopicOffsets;

/// The progress of a rebuild.
///
/// @param log the log from which the shadow tables are filled
/// @param modelVersion the version of the projection that fills them
/// @param begin the first offsets of the log at the start
/// @param next the first record of each partition that is not yet in the tables
public record Checkpoint(String log, int modelVersion, TopicOffsets begin, TopicOffsets next) {}
