/// Orders over HTTP: commands checked before they reach the inside, refusals as problem documents.
@NullMarked
package dev.quadrille.order.web;

import org.jspecify.annotations.NullMarked;
