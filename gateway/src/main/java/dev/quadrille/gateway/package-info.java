/// API gateway: entry point, startup gate, health check and the order of the servlet filters. Must
/// not know what an order is.
@NullMarked
package dev.quadrille.gateway;

import org.jspecify.annotations.NullMarked;
