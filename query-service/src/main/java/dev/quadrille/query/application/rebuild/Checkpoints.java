package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.topics.TopicReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Stores the progress of a rebuild in the transactions that fill the shadow tables. The position
/// of a reader in memory is ahead of a transaction that rolls back; this position is not.
public interface Checkpoints {

    /// The last checkpoint of this rebuild; empty if no attempt has begun to read.
    Optional<Checkpoint> find(Rebuild rebuild);

    /// Replaces all recorded progress. No record is omitted yet.
    void start(Rebuild rebuild, Checkpoint checkpoint);

    /// Records that the page is in the tables.
    ///
    /// @throws IllegalStateException if the page does not begin where the last one ended: a record
    ///   would be missing
    void advance(Rebuild rebuild, TopicReader.Page<?> page);

    /// Records omitted events, each once, however often it is called.
    void leaveOut(Rebuild rebuild, Collection<PartitionOffset> positions);

    List<PartitionOffset> leftOut(Rebuild rebuild);
}
