/// The API's document and the page that shows it. Both are made when the shop is built, so they
/// cost nothing while it runs. Must not know what the document says.
@NullMarked
package dev.quadrille.gateway.docs;

import org.jspecify.annotations.NullMarked;
