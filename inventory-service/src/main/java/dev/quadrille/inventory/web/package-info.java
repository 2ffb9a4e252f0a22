/// The HTTP adapter for operators. It validates commands and returns errors as problem documents.
@NullMarked
package dev.quadrille.inventory.web;

import org.jspecify.annotations.NullMarked;
