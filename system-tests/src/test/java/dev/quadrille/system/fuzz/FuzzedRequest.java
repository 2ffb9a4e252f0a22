package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.exchange.RawRequest;
import java.util.Optional;

/// A generated request.
///
/// @param operation the requested operation; empty for an undocumented path
record FuzzedRequest(Optional<ApiOperation> operation, RawRequest request) {}
