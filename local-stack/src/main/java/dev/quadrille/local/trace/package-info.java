/// An OTLP receiver and trace viewer inside the launcher: receives the spans that the services
/// export, keeps the newest in memory, and renders them as HTML pages. Must not know the services,
/// except for the name of the attribute with the order id.
@NullMarked
package dev.quadrille.local.trace;

import org.jspecify.annotations.NullMarked;
