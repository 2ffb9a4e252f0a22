package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.exchange.RawRequest;
import java.util.Optional;

/// A request made up by chance.
///
/// @param operation what it asks for; empty if it is off the map
record FuzzedRequest(Optional<ApiOperation> operation, RawRequest request) {}
