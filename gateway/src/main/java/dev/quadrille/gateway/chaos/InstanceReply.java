package dev.quadrille.gateway.chaos;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The response of one instance.
///
/// @param instance its host and port
/// @param status 0 if there is no valid response
/// @param body missing if there is none
record InstanceReply(ChaosTarget target, String instance, int status, JsonNode body) {

    private static final int NONE = 0;
    private static final int NOT_FOUND = 404;

    static InstanceReply none(ChaosTarget target, String instance) {
        return new InstanceReply(target, instance, NONE, MissingNode.getInstance());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Whether the instance does not support the fault.
    boolean isUnsupported() {
        return status == NOT_FOUND;
    }

    /// Why the instance has not performed the request.
    String problem() {
        return status == NONE
                ? "The instance did not respond."
                : body.path("detail").asString("The instance responded with status " + status);
    }
}
