/// Stock and catalog over HTTP, for operators: commands checked before they reach the inside,
/// refusals as problem documents.
@NullMarked
package dev.quadrille.inventory.web;

import org.jspecify.annotations.NullMarked;
