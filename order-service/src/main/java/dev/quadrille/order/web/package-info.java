/// The HTTP adapter. It validates commands and returns errors as problem documents.
@NullMarked
package dev.quadrille.order.web;

import org.jspecify.annotations.NullMarked;
